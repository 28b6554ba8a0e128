package dev.parley.system.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.client.ParleyClient;
import dev.parley.client.RequestException;
import dev.parley.client.RoomEvent;
import dev.parley.protocol.Json;
import dev.parley.system.fixture.Eventually;
import dev.parley.system.fixture.Member;
import dev.parley.system.fixture.RawPeer;
import dev.parley.system.fixture.SharedCluster;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What hosts and moderators do to others. One peer on each node. */
class ModerationTest {
    @RegisterExtension
    static final SharedCluster CLUSTER = new SharedCluster();

    private String roomId;
    private Member host;
    private Member second;
    private Member third;

    @BeforeEach
    void meet() {
        roomId = CLUSTER.get().roomOwnedBy(1);
        host = Member.join(CLUSTER.crowd().open(0), roomId);
        second = Member.join(CLUSTER.crowd().open(1), roomId);
        third = Member.join(CLUSTER.crowd().open(2), roomId);
    }

    private static void refused(String code, Runnable request) {
        assertThatThrownBy(request::run).isInstanceOfSatisfying(RequestException.class, why -> assertThat(why.code())
                .isEqualTo(code));
    }

    private String reasonOf(Member witness, Member gone) {
        return witness.await(RoomEvent.PEER_LEFT, gone).json().path("reason").asText();
    }

    @Test
    void somebodyWhoIsKickedIsToldAndOut() {
        Eventually.result(host.room().moderation().kick(third.id()));

        third.awaitEnd("kicked");
        assertThat(reasonOf(second, third)).isEqualTo("kicked");
        assertThat(reasonOf(third, third)).isEqualTo("kicked");
        String code = Eventually.result(third.client()
                .request("webrtc.signal." + roomId + "." + host.id(), RawPeer.signalBody(1, "still here?"), false)
                .map(accepted -> "accepted")
                .otherwise(why -> ((RequestException) why).code()));
        assertThat(code).isEqualTo("not_member");
        Member back = Member.join(third.client(), roomId);
        back.send(host, "\"I may come back\"");
        host.awaitData("\"I may come back\"");
    }

    @Test
    void somebodyWhoIsBannedDoesNotComeBackOnAnyNode() {
        String device = third.client().session().deviceToken();
        Eventually.result(host.room().moderation().ban(third.id()));
        third.awaitEnd("banned");
        assertThat(reasonOf(second, third)).isEqualTo("banned");

        refused("banned", () -> Member.join(third.client(), roomId));
        for (int node = 0; node < 3; node++) {
            ParleyClient sameDevice =
                    CLUSTER.crowd().open(CLUSTER.crowd().options(node).withDevice(device));
            assertThat(sameDevice.session().peerId()).isNotEqualTo(third.id());
            refused("banned", () -> Member.join(sameDevice, roomId));
        }
    }

    @Test
    void aPeerThatIsPromotedMayModerate() {
        refused(
                "not_allowed",
                () -> Eventually.result(second.room().moderation().mute(third.id())));
        Eventually.result(host.room().moderation().promote(second.id(), "moderator"));
        second.await(
                RoomEvent.PEER_UPDATED,
                event -> event.json().path("role").asText().equals("moderator"));

        Eventually.result(second.room().moderation().mute(third.id()));
        RoomEvent muted = third.await(RoomEvent.MUTE_REQUESTED);
        assertThat(muted.json().path("by").asText()).isEqualTo(second.id());
        refused(
                "not_allowed",
                () -> Eventually.result(second.room().moderation().kick(host.id())));
        refused(
                "not_allowed",
                () -> Eventually.result(second.room().moderation().promote(third.id(), "moderator")));
    }

    @Test
    void thereIsOneHostAndItHandsOver() {
        Eventually.result(host.room().moderation().promote(third.id(), "host"));

        for (Member member : new Member[] {host, second, third}) {
            member.await(RoomEvent.PEER_UPDATED, e -> is(e, third, "host"));
            member.await(RoomEvent.PEER_UPDATED, e -> is(e, host, "moderator"));
        }
        Eventually.result(third.room().moderation().kick(host.id()));
        host.awaitEnd("kicked");
    }

    private static boolean is(RoomEvent event, Member member, String role) {
        return event.json().path("peerId").asText().equals(member.id())
                && event.json().path("role").asText().equals(role);
    }

    @Test
    void theMemberPresentLongestFollowsAHostWhoLeaves() {
        Eventually.result(host.room().leave());

        third.await(RoomEvent.PEER_UPDATED, e -> is(e, second, "host"));
        Eventually.holds(
                () -> second.room().self().role().equals("host"),
                () -> "" + second.room().self());
    }

    @Test
    void aPeerThatIsNotThereCannotBeModerated() {
        refused("peer_unknown", () -> Eventually.result(host.room().moderation().kick("p_nobody")));
    }

    @Test
    void somebodyFromOutsideMayNothing() {
        ParleyClient outsider = CLUSTER.crowd().open(0);
        var body = Json.newObject().put("roomId", roomId).put("peerId", second.id());

        refused("not_member", () -> Eventually.result(outsider.request("rooms.request.kick", body, false)));
        refused(
                "not_member",
                () -> Eventually.result(outsider.request(
                        "rooms.request.chat",
                        Json.newObject().put("roomId", roomId).put("id", "1").put("text", "hi"),
                        false)));
    }
}
