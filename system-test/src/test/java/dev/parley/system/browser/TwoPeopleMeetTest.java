package dev.parley.system.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.system.fixture.SharedCluster;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two browsers on two nodes in a room that a third node owns. */
@Tag("browser")
class TwoPeopleMeetTest {
    @RegisterExtension
    static final SharedCluster CLUSTER = new SharedCluster();

    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    @Test
    void bothSeeEachOtherMoveAndOneSeesTheOtherGo() {
        String roomId = CLUSTER.createRoom(2);
        Visitor alice = Visitor.enter(BROWSERS, CLUSTER.url(0), roomId, "Alice");
        Visitor bob = Visitor.enter(BROWSERS, CLUSTER.url(1), roomId, "Bob");
        alice.seesMoving(1);
        bob.seesMoving(1);
        assertThat(alice.page().content()).contains("Bob");

        bob.run("window.parley.room.leave()");
        alice.awaitPeers(0);
        assertThat(BROWSERS.problems()).isEmpty();
    }
}
