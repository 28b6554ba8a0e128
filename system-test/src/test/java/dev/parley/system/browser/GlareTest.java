package dev.parley.system.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.system.fixture.SharedCluster;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

/** Two who offer at the same time, again and again: perfect negotiation (WebRTC 1.0, 10.7) in two real pages. */
@Tag("browser")
@Tag("long")
class GlareTest {
    private static final int TIMES = 50;
    private static final double ROUND_MS = 8_000;

    @RegisterExtension
    static final SharedCluster CLUSTER = new SharedCluster();

    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    @Test
    void offersThatMeetOnTheWayAlwaysEndInOneAgreementAndMedia() {
        List<Visitor> both = Visitor.enterInTurn(
                BROWSERS,
                CLUSTER.urls(0, 1),
                CLUSTER.createRoom(2),
                2,
                PageScript.SMALL_PICTURE,
                PageScript.GLARE,
                PageScript.WATCH);
        both.forEach(visitor -> visitor.seesMoving(1).eventually("window.glare.settled"));
        both.forEach(visitor -> visitor.phase("glare"));
        for (int i = 0; i < TIMES; i++) {
            both.forEach(visitor -> visitor.run("window.glare.begin()"));
            both.forEach(visitor -> visitor.eventually("window.glare.offers", ROUND_MS));
            both.forEach(visitor -> visitor.run("window.glare.release()"));
            both.forEach(visitor -> visitor.eventually("window.glare.settled", ROUND_MS));
        }
        // only the polite one meets an offer; the other ignores what it gets
        assertThat(both.stream().map(visitor -> visitor.number("window.glare.met")))
                .containsExactlyInAnyOrder(0, TIMES);
        both.forEach(visitor -> visitor.seesMoving(1));
        assertThat(both).allSatisfy(visitor -> assertThat(visitor.number("window.made.length"))
                .as("connections that were made")
                .isEqualTo(1));
        LoggerFactory.getLogger(GlareTest.class)
                .info(
                        "longest pauses, ms: {}",
                        both.stream().map(v -> v.longestGap("glare")).toList());
        assertThat(BROWSERS.problems()).isEmpty();
    }
}
