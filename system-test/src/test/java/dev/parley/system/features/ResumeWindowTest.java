package dev.parley.system.features;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.client.RoomEvent;
import dev.parley.system.fixture.LocalCluster;
import dev.parley.system.fixture.Member;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A resume window that the environment makes short. */
class ResumeWindowTest {
    @RegisterExtension
    static final LocalCluster CLUSTER = LocalCluster.of(2).with("PARLEY_SESSION_RESUME_WINDOW_MS", "1000");

    @Test
    void somebodyWhoDoesNotComeBackInTimeLeaves() {
        String roomId = CLUSTER.roomOwnedBy(1);
        Member stays = Member.join(CLUSTER.crowd().open(0), roomId);
        Member goes = Member.join(CLUSTER.crowd().open(1), roomId);
        stays.await(RoomEvent.PEER_JOINED, goes);
        goes.client().close();

        stays.await(
                RoomEvent.PEER_UPDATED,
                e -> e.json().path("connection").asText().equals("lost"));
        RoomEvent left = stays.await(RoomEvent.PEER_LEFT, goes);
        assertThat(left.json().path("reason").asText()).isEqualTo("timeout");
        assertThat(stays.roster()).isEmpty();
    }

    @Test
    void somebodyWhoComesBackTooLateIsToldThatItIsGone() {
        String roomId = CLUSTER.roomOwnedBy(0);
        Member stays = Member.join(CLUSTER.crowd().open(0), roomId);
        Member late = Member.join(
                CLUSTER.crowd().open(CLUSTER.crowd().options(1).settled().withBackoff(attempt -> 4_000)), roomId);
        stays.await(RoomEvent.PEER_JOINED, late);
        late.client().reconnect();

        stays.await(RoomEvent.PEER_LEFT, late);
        late.awaitEnd("timeout");
    }
}
