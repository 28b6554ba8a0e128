package dev.parley.system.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.system.fixture.Eventually;
import dev.parley.system.fixture.LocalCluster;
import dev.parley.system.fixture.Member;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** More nodes die at once than there are copies: what clients have in their tokens brings the rooms back. */
class EverybodyForgetsTest {
    private static final int NODES = 3;
    /** So seldom that what waits while the cluster is away is less than what a sender keeps (256). */
    private static final int EVERY_MS = 200;

    private final LocalCluster cluster = LocalCluster.of(NODES).with("PARLEY_LIMITS_RATE", "off");
    private final Traffic traffic = new Traffic(cluster, EVERY_MS);

    @BeforeEach
    void start() {
        cluster.start().allowErrors("");
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    private void rooms(int... owners) {
        for (int owner : owners) {
            traffic.room(cluster.roomOwnedBy(owner), 0, 1, 2);
            traffic.room(cluster.roomOwnedBy(owner), 0, 1, 2);
        }
        traffic.start();
    }

    private void goOn(List<String> peers) {
        traffic.everybodyResyncs();
        traffic.flows(300);
        traffic.stop();
        traffic.nobodyLeft();
        assertThat(peers()).isEqualTo(peers);
    }

    private List<String> peers() {
        return traffic.witnesses().stream().map(witness -> witness.peerId()).toList();
    }

    private void startAgain() {
        for (int i = 0; i < NODES; i++) {
            cluster.startNode();
        }
    }

    @Test
    void roomsGoOnAfterARestartOfAllNodes() {
        rooms(0, 1, 2);
        List<String> peers = peers();
        cluster.killAtOnce(0, 1, 2);
        startAgain();
        goOn(peers);
    }

    @Test
    void roomsGoOnWhenAllCopiesOfTheirRostersDieAtOnce() {
        rooms(1, 2);
        List<String> peers = peers();
        cluster.killAtOnce(1, 2);
        goOn(peers);
    }

    @Test
    void aLockedRoomThatNobodyRemembersIsGoneForItsMembers() {
        String roomId = cluster.roomOwnedBy(0);
        Member ada = Member.join(cluster.crowd().open(0), roomId);
        Member bob = Member.join(cluster.crowd().open(1), roomId);
        Eventually.result(ada.room().moderation().lock(true));
        bob.await("room-updated");
        cluster.killAtOnce(0, 1, 2);
        startAgain();
        ada.awaitEnd("room-closed");
        bob.awaitEnd("room-closed");
    }
}
