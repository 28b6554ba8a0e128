package dev.parley.system.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.system.fixture.SharedCluster;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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

    /** @param newcomerGivesWay whether the one who came later, and so answered first, is the polite one */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void offersThatMeetOnTheWayAlwaysEndInOneAgreementAndMedia(boolean newcomerGivesWay) {
        List<Visitor> both = meet(newcomerGivesWay);
        both.forEach(visitor -> visitor.seesMoving(1).eventually("window.glare.settled"));
        both.forEach(visitor -> visitor.phase("glare").run("window.connection = window.made.at(-1)"));
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
        assertThat(both).allSatisfy(visitor -> assertThat(visitor.text("window.made.at(-1) === window.connection"))
                .as("the connection is the same")
                .isEqualTo("true"));
        LoggerFactory.getLogger(GlareTest.class)
                .info(
                        "longest pauses, ms: {}",
                        both.stream().map(v -> v.longestGap("glare")).toList());
        assertThat(BROWSERS.problems()).isEmpty();
    }

    /** Peers cannot choose their ids, by which it is decided who is polite: so the newcomer comes again until it fits. */
    private static List<Visitor> meet(boolean newcomerGivesWay) {
        String roomId = CLUSTER.createRoom(2);
        Visitor first = enter(0, roomId, "Ann").awaitJoined();
        for (; ; ) {
            Visitor newcomer = enter(1, roomId, "Bob").awaitJoined();
            if (newcomer.peerId().compareTo(first.peerId()) < 0 == newcomerGivesWay) {
                return List.of(first, newcomer);
            }
            newcomer.run("window.parley.room.leave()").page().context().close();
            first.awaitPeers(0);
        }
    }

    private static Visitor enter(int node, String roomId, String name) {
        return Visitor.enter(
                BROWSERS,
                CLUSTER.url(node),
                roomId,
                name,
                PageScript.SMALL_PICTURE,
                PageScript.GLARE,
                PageScript.WATCH);
    }
}
