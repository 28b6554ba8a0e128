package dev.parley.system.services;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.Ids;
import dev.parley.protocol.Json;
import dev.parley.system.fixture.RawPeer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A service on the sockets of browsers: it administers every room and is in none. */
class ServiceRightsTest {
    @RegisterExtension
    static final ServicesCluster CLUSTER = new ServicesCluster();

    private final String room = "served-" + Ids.random(6);

    private static RawPeer guest(int node) {
        return RawPeer.open(CLUSTER.get().crowd(), CLUSTER.get().node(node).url());
    }

    private static RawPeer service(int node, String... addresses) {
        String token = CLUSTER.get().serviceToken("crm", addresses);
        return RawPeer.open(
                CLUSTER.get().crowd(),
                CLUSTER.get().node(node).url(),
                Json.newObject().put("token", token));
    }

    private ObjectNode ofRoom() {
        return Json.newObject().put("roomId", room);
    }

    private RawPeer member(int node) {
        RawPeer member = guest(node);
        member.register(room);
        member.join(room);
        return member;
    }

    private static JsonNode event(RawPeer peer, String type) {
        return peer.await(f -> f.at("/body/type").asText().equals(type), type).path("body");
    }

    @Test
    void itAdministersARoomOfOthers() {
        RawPeer host = member(0);
        RawPeer other = member(1);
        RawPeer crm = service(2);
        assertThat(crm.ask("rooms.request.get", ofRoom()).path("peers").asInt()).isEqualTo(2);
        assertThat(crm.ask("rooms.request.peers", ofRoom()).path("peers")).hasSize(2);
        crm.ask("rooms.request.lock", ofRoom().put("locked", true));
        crm.ask("rooms.request.promote", ofRoom().put("peerId", other.id()).put("role", "host"));
        JsonNode roster = crm.ask("rooms.request.peers", ofRoom()).path("peers");
        assertThat(roster).extracting(p -> p.path("role").asText()).containsExactly("moderator", "host");
        crm.ask("rooms.request.kick", ofRoom().put("peerId", other.id()));
        assertThat(event(host, "peer-left").path("reason").asText()).isEqualTo("kicked");
        crm.ask("rooms.request.delete", ofRoom());
        event(host, "room-closed");
    }

    @Test
    void itSeesUnlistedRooms() {
        member(0);
        JsonNode rooms = service(1)
                .ask("rooms.request.list", Json.newObject().put("limit", 200))
                .path("rooms");
        assertThat(rooms).extracting(r -> r.path("roomId").asText()).contains(room);
        JsonNode shown = guest(1).ask("rooms.request.list", Json.newObject().put("limit", 200))
                .path("rooms");
        assertThat(shown).extracting(r -> r.path("roomId").asText()).doesNotContain(room);
    }

    @Test
    void whatItBroadcastsIsInOrderWithEverythingElse() {
        RawPeer ada = member(0);
        RawPeer bob = member(1);
        RawPeer crm = service(2);
        for (int i = 0; i < 20; i++) {
            ObjectNode message = ofRoom();
            message.putObject("data").put("n", i);
            assertThat(crm.ask("rooms.request.broadcast", message).path("peers").asInt())
                    .isEqualTo(2);
            bob.ask("rooms.request.chat", ofRoom().put("id", "c" + i).put("text", "x"));
        }
        long before = 0;
        int broadcasts = 0;
        for (JsonNode pushed : ada.awaitPushed(room, 41)) {
            assertThat(pushed.path("seq").asLong()).isEqualTo(++before);
            if (pushed.path("type").asText().equals("broadcast")) {
                assertThat(pushed.at("/data/n").asInt()).isEqualTo(broadcasts++);
                assertThat(pushed.at("/from/service").asText()).isEqualTo("crm");
            }
        }
        assertThat(broadcasts).isEqualTo(20);
    }

    @Test
    void itIsNoPeer() {
        RawPeer member = member(0);
        RawPeer crm = service(0);
        assertThat(crm.refusal("rooms.request.join", ofRoom())).isEqualTo("access_denied");
        assertThat(crm.refusal("rooms.request.chat", ofRoom().put("id", "1").put("text", "x")))
                .isEqualTo("access_denied");
        assertThat(crm.refusal("webrtc.signal." + room + "." + member.id(), RawPeer.signalBody(1, "x")))
                .isEqualTo("access_denied");
        assertThat(crm.refusal("people.request.block", Json.newObject().put("username", "x")))
                .isEqualTo("access_denied");
        assertThat(crm.refusal("auth.request.delete", Json.newObject().put("password", "x")))
                .isEqualTo("access_denied");
        crm.register(room);
        crm.await(f -> f.path("address").asText().equals("rooms.events." + room), "refusal to register");
    }

    @Test
    void itMayNotUseWhatItsTokenDoesNotName() {
        RawPeer crm = service(1, "rooms.request.list", "people.request.get");
        assertThat(crm.answer("rooms.request.list", Json.newObject())
                        .path("type")
                        .asText())
                .isEqualTo("rec");
        assertThat(crm.refusal("rooms.request.delete", ofRoom())).isEqualTo("access_denied");
        assertThat(crm.refusal("people.request.get", Json.newObject().put("username", "nobody-here")))
                .isEqualTo("user_unknown");
    }

    @Test
    void peopleHaveNoneOfItsRights() {
        RawPeer host = member(0);
        assertThat(host.refusal("rooms.request.broadcast", ofRoom().put("data", 1)))
                .isEqualTo("access_denied");
        assertThat(host.refusal("calls.request.get", Json.newObject().put("callId", "c_" + "A".repeat(22))))
                .isEqualTo("access_denied");
        assertThat(guest(1).refusal("rooms.request.kick", ofRoom().put("peerId", host.id())))
                .isEqualTo("not_member");
    }
}
