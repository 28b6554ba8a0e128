package dev.parley.system.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.system.fixture.SharedCluster;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A mesh of more than two, on two nodes in turn. */
@Tag("browser")
class SeveralMeetTest {
    @RegisterExtension
    static final SharedCluster CLUSTER = new SharedCluster();

    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    @Test
    void threeOnTwoNodesSeeTwoMovingPicturesEach() {
        List<Visitor> visitors =
                Visitor.enterInTurn(BROWSERS, CLUSTER.urls(0, 1), CLUSTER.createRoom(2), 3, PageScript.SMALL_PICTURE);
        visitors.forEach(visitor -> visitor.seesMoving(2));
        assertThat(visitors.get(1).others()).containsExactlyInAnyOrder("Visitor0", "Visitor2");
        assertThat(BROWSERS.problems()).isEmpty();
    }

    @Test
    @Tag("long")
    void sixOnTwoNodesHearFiveEach() {
        String roomId = CLUSTER.createRoom(2);
        List<Visitor> visitors =
                IntStream.range(0, 6).mapToObj(i -> enter(i, roomId)).toList();
        visitors.forEach(visitor -> visitor.hears(5));
        assertThat(visitors.get(3).others())
                .containsExactlyInAnyOrder("Visitor0", "Visitor1", "Visitor2", "Visitor4", "Visitor5");
        assertThat(BROWSERS.problems()).isEmpty();
    }

    /** Without the application: the drawing of six pages takes all that two cores have. */
    private static Visitor enter(int number, String roomId) {
        SdkPage.Entry entry = SdkPage.Entry.named("Visitor" + number).audioOnly();
        return SdkPage.enter(BROWSERS, CLUSTER.url(number % 2), roomId, entry, PageScript.PLAIN_SOUND);
    }
}
