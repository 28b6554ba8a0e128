package dev.parley.system.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.client.JoinRequest;
import dev.parley.client.ParleyClient;
import dev.parley.client.RequestException;
import dev.parley.client.RoomEvent;
import dev.parley.protocol.Json;
import dev.parley.system.fixture.Eventually;
import dev.parley.system.fixture.Member;
import dev.parley.system.fixture.SharedCluster;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who comes into a room. */
class AdmissionTest {
    @RegisterExtension
    static final SharedCluster CLUSTER = new SharedCluster();

    private ParleyClient guest(int node) {
        return CLUSTER.crowd().open(node);
    }

    /** @return the new room's id */
    private String create(ObjectNode settings) {
        return Eventually.result(guest(0).createRoom(settings)).path("roomId").asText();
    }

    private static void refused(String code, ThrowingCallable join) {
        assertThatThrownBy(join).isInstanceOfSatisfying(RequestException.class, why -> assertThat(why.code())
                .isEqualTo(code));
    }

    @Test
    void aPasswordOpensTheDoorAndAWrongOneDoesNot() {
        String roomId = create(Json.newObject().put("password", "correct horse"));
        JoinRequest request = JoinRequest.of(roomId);

        refused("wrong_password", () -> Member.join(guest(1), request));
        refused("wrong_password", () -> Member.join(guest(1), request.withPassword("battery staple")));
        Member inside = Member.join(guest(2), request.withPassword("correct horse"));

        assertThat(inside.room().isMember()).isTrue();
        assertThat(inside.room().info().path("hasPassword").asBoolean()).isTrue();
        assertThat(inside.room().info().has("password")).isFalse();
    }

    @Test
    void aLockedRoomTakesNobodyUntilItIsUnlocked() {
        String roomId = create(Json.newObject());
        Member host = Member.join(guest(0), roomId);
        Eventually.result(host.room().moderation().lock(true));
        refused("room_locked", () -> Member.join(guest(1), roomId));
        Eventually.result(host.room().moderation().lock(false));

        Member second = Member.join(guest(2), roomId);
        assertThat(second.roster()).containsExactly(host.id());
        host.await(
                RoomEvent.ROOM_UPDATED,
                e -> e.json().path("room").path("locked").asBoolean());
    }

    @Test
    void aFullRoomTakesNobodyUntilSomebodyLeaves() {
        String roomId = create(Json.newObject().put("maxPeers", 2));
        Member first = Member.join(guest(0), roomId);
        Member.join(guest(1), roomId);
        refused("room_full", () -> Member.join(guest(2), roomId));
        Eventually.result(first.room().leave());

        assertThat(Member.join(guest(2), roomId).room().isMember()).isTrue();
    }

    @Test
    void anAdHocRoomIsFullAtItsDefault() {
        String roomId = CLUSTER.get().roomOwnedBy(1);
        for (int i = 0; i < 8; i++) {
            Member.join(guest(i), roomId);
        }
        refused("room_full", () -> Member.join(guest(0), roomId));
    }

    @Test
    void aGeneratedIdIsNeverOpenedAdHoc() {
        refused("room_unknown", () -> Member.join(guest(0), "r_0123456789012345678901"));
    }

    @Test
    void theHostLetsPeopleInFromTheLobbyOrSendsThemAway() {
        String roomId = create(Json.newObject().put("lobby", true));
        Member host = Member.join(guest(0), roomId);
        Member welcome = Member.join(guest(1), roomId);
        Member unwelcome = Member.join(guest(2), roomId);
        assertThat(welcome.room().isWaiting()).isTrue();
        host.await(RoomEvent.WAITING, welcome);
        host.await(RoomEvent.WAITING, unwelcome);
        assertThat(host.roster()).isEmpty();

        Eventually.result(host.room().moderation().admit(welcome.id(), true));
        Eventually.result(host.room().moderation().admit(unwelcome.id(), false));
        Eventually.result(welcome.room().admitted());
        unwelcome.awaitEnd("denied");
        host.await(RoomEvent.PEER_JOINED, welcome);

        welcome.send(host, "\"thank you\"");
        host.send(welcome, "\"hello\"");
        welcome.awaitData("\"hello\"");
        host.awaitData("\"thank you\"");
    }

    @Test
    void onlyModeratorsDecideAboutTheLobby() {
        String roomId = create(Json.newObject().put("lobby", true));
        Member host = Member.join(guest(0), roomId);
        Member waiting = Member.join(guest(1), roomId);
        Eventually.result(host.room().moderation().admit(waiting.id(), true));
        Eventually.result(waiting.room().admitted());
        Member other = Member.join(guest(2), roomId);

        refused(
                "not_allowed",
                () -> Eventually.result(waiting.room().moderation().admit(other.id(), true)));
    }

    @Test
    void joiningTwiceChangesNothing() {
        ParleyClient client = guest(0);
        Member member = Member.join(client, CLUSTER.get().roomOwnedBy(2));
        Member other = Member.join(guest(1), member.room().roomId());
        var again = Eventually.result(client.request(
                "rooms.request.join",
                Json.newObject().put("roomId", member.room().roomId()),
                true));

        assertThat(again.path("self").path("peerId").asText()).isEqualTo(member.id());
        other.send(member, "1");
        member.awaitData("1");
        assertThat(other.heard(RoomEvent.PEER_JOINED)).isFalse();
        assertThat(member.roster()).containsExactly(other.id());
    }
}
