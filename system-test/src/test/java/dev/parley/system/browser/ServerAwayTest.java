package dev.parley.system.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.system.fixture.SharedCluster;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pages that lose their socket, and pages that cannot have one. */
@Tag("browser")
class ServerAwayTest {
    private static final int CUTS = 3;
    private static final int LONGEST_GAP_MS = 500;

    @RegisterExtension
    static final SharedCluster CLUSTER = new SharedCluster();

    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private static List<Visitor> meet(PageScript... scripts) {
        List<Visitor> both = Visitor.enterInTurn(BROWSERS, CLUSTER.urls(0, 1), CLUSTER.createRoom(2), 2, scripts);
        both.forEach(visitor -> visitor.seesMoving(1));
        return both;
    }

    @Test
    void aCutSocketIsResumedAndNeitherPictureNorPersonIsMissedMeanwhile() {
        List<Visitor> both = meet(PageScript.SMALL_PICTURE, PageScript.SOCKETS, PageScript.WATCH);
        Visitor ann = both.get(0).listen("reconnecting", "reconnected", "chat", "peer:leave");
        Visitor bob = both.get(1).listen("chat", "peer:leave", "peer:join");
        String annId = ann.peerId();
        both.forEach(visitor -> visitor.phase("cut"));
        for (int cut = 1; cut <= CUTS; cut++) {
            ann.run("window.sockets.at(-1).close()");
            ann.eventually("window.heard.filter((event) => event === 'reconnected true').length === " + cut);
            ann.run("window.parley.room.sendChat('ann after cut " + cut + "')");
            bob.run("window.parley.room.sendChat('bob after cut " + cut + "')");
            for (Visitor visitor : both) {
                visitor.hasHeard("chat ann after cut " + cut).hasHeard("chat bob after cut " + cut);
            }
        }
        assertThat(ann.number("window.sockets.length")).isGreaterThan(CUTS);
        assertThat(ann.peerId()).isEqualTo(annId);
        for (Visitor visitor : both) {
            assertThat(visitor.heard()).noneMatch(event -> event.toString().startsWith("peer:"));
            assertThat(visitor.longestGap("cut")).isLessThan(LONGEST_GAP_MS);
            assertThat(visitor.number("window.watch.tiles.cut")).isEqualTo(1);
            assertThat(visitor.number("window.made.length")).isEqualTo(1);
        }
        assertThat(BROWSERS.problems()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"NO_WEBSOCKET", "ONLY_POLLING"})
    void whereWebSocketIsBlockedTheyMeetAllTheSame(PageScript network) {
        List<Visitor> both = meet(PageScript.SMALL_PICTURE, network);
        boolean polls = network == PageScript.ONLY_POLLING;
        for (Visitor visitor : both) {
            assertThat(visitor.text("typeof window.WebSocket")).isEqualTo("undefined");
            assertThat(visitor.text("window.asked.some((url) => url.endsWith('/xhr_streaming'))"))
                    .isEqualTo(String.valueOf(!polls));
            assertThat(visitor.text("window.asked.some((url) => url.endsWith('/xhr'))"))
                    .isEqualTo(String.valueOf(polls));
            visitor.listen("chat");
        }
        both.get(0).run("window.parley.room.sendChat('hello')");
        both.forEach(visitor -> visitor.hasHeard("chat hello"));
    }
}
