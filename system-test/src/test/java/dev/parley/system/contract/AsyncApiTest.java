package dev.parley.system.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.CloseReason;
import dev.parley.protocol.Ids;
import dev.parley.protocol.Json;
import dev.parley.protocol.Limits;
import dev.parley.system.fixture.RawPeer;
import dev.parley.system.fixture.SharedCluster;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What travels over the bus of a running cluster is what {@code asyncapi.yaml} says. */
class AsyncApiTest {
    @RegisterExtension
    static final SharedCluster CLUSTER = new SharedCluster();

    private static final String PASSWORD = "correct horse battery";
    private static final String CREATE = "calls.request.create";

    private BusContract bus;

    @BeforeEach
    void read() {
        bus = new BusContract(new Documents(CLUSTER));
    }

    @Test
    void everyRequestAndMessageIsAsDocumented() {
        String alice = name();
        String bob = name();
        RawPeer host = open(0, registered(alice));
        room(host, open(1, null), open(2, null));
        lobby(host, open(1, null));
        RawPeer phone = open(1, registered(bob)).listen(bob);
        host.listen(alice);
        calls(host, phone, open(2, login(bob)).listen(bob), bob);
        people(phone, alice);
        account(phone);
        bus.pushed(host);
        // fresh credentials need TURN servers, another epoch an owner that is gone: other tests have those
        assertThat(bus.unseen()).containsExactlyInAnyOrder("roomEvents ice-servers", "roomEvents resync");
    }

    private static String name() {
        return "bus-" + Ids.random(9).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "x");
    }

    private static ObjectNode with(String field, String value) {
        return Json.newObject().put(field, value);
    }

    private String registered(String name) {
        ObjectNode body = with("username", name).put("password", PASSWORD).put("displayName", "Zoë");
        RawPeer socket = RawPeer.connect(CLUSTER.crowd(), CLUSTER.url(2));
        bus.refused(
                socket,
                "weak_password",
                "auth.request.register",
                body.deepCopy().put("password", "password"));
        String token =
                bus.ask(socket, "auth.request.register", body).path("token").asText();
        ObjectNode refreshed = bus.ask(socket, "auth.request.refresh", with("token", token));
        socket.close();
        return refreshed.path("token").asText();
    }

    private String login(String name) {
        RawPeer socket = RawPeer.connect(CLUSTER.crowd(), CLUSTER.url(0));
        ObjectNode body = with("username", name).put("password", PASSWORD);
        return bus.ask(socket, "auth.request.login", body).path("token").asText();
    }

    private RawPeer open(int node, String token) {
        RawPeer peer = RawPeer.open(
                CLUSTER.crowd(), CLUSTER.url(node), token == null ? Json.newObject() : with("token", token));
        ObjectNode again = Json.newObject().put("protocol", Limits.PROTOCOL);
        bus.ask(peer, "session.open", token == null ? again : again.put("token", token));
        return peer;
    }

    private ObjectNode rooms(RawPeer peer, String request, ObjectNode body) {
        return bus.ask(peer, "rooms.request." + request, body);
    }

    private void join(RawPeer peer, String room) {
        peer.register(room);
        rooms(peer, "join", with("roomId", room));
    }

    private void room(RawPeer host, RawPeer guest, RawPeer other) {
        String room = rooms(host, "create", with("name", "Küche").put("visibility", "public"))
                .path("roomId")
                .asText();
        rooms(host, "get", with("roomId", room));
        rooms(host, "list", Json.newObject().put("limit", 200));
        join(host, room);
        join(guest, room);
        join(other, room);
        talk(host, guest, room);
        moderate(host, guest, other, room);
        rooms(guest, "leave", with("roomId", room));
        rooms(host, "delete", with("roomId", room));
        host.await(frame -> frame.at("/body/type").asText().equals("room-closed"), "end of the room");
        bus.pushed(guest);
        bus.pushed(other);
    }

    private void talk(RawPeer host, RawPeer guest, String room) {
        ObjectNode state = with("roomId", room);
        state.putObject("state").put("audio", true);
        rooms(guest, "state", state);
        rooms(guest, "chat", with("roomId", room).put("id", "1").put("text", "Grüße"));
        ObjectNode sealed = with("roomId", room).put("id", "2");
        sealed.putObject("sealed").put("iv", "AA");
        rooms(guest, "chat", sealed);
        String to = "webrtc.signal." + room + "." + host.id();
        bus.ask(guest, to, RawPeer.signalBody(1, "offer").put("base", 1));
        bus.refused(guest, "out_of_order", to, RawPeer.signalBody(7, "candidate"));
        bus.refused(
                guest, "epoch_changed", to, RawPeer.signalBody(2, "candidate").put("epoch", "another"));
    }

    private void moderate(RawPeer host, RawPeer guest, RawPeer other, String room) {
        rooms(host, "mute", of(room, guest));
        rooms(host, "promote", of(room, guest).put("role", "moderator"));
        rooms(host, "lock", with("roomId", room).put("locked", true));
        rooms(host, "update", with("roomId", room).put("maxPeers", 3));
        rooms(host, "kick", of(room, other));
        rooms(host, "ban", with("roomId", room).put("subject", "device:nobody"));
        rooms(host, "unban", with("roomId", room).put("subject", "device:nobody"));
        bus.refused(guest, "not_allowed", "rooms.request.delete", with("roomId", room));
    }

    private static ObjectNode of(String room, RawPeer peer) {
        return with("roomId", room).put("peerId", peer.id());
    }

    /** One is denied and then admitted; and comes back after its socket was lost. */
    private void lobby(RawPeer host, RawPeer guest) {
        String room = rooms(host, "create", Json.newObject().put("lobby", true))
                .path("roomId")
                .asText();
        join(host, room);
        join(guest, room);
        rooms(host, "admit", of(room, guest).put("allow", false));
        rooms(guest, "join", with("roomId", room));
        rooms(host, "admit", of(room, guest).put("allow", true));
        JsonNode admitted = guest.await(f -> f.at("/body/type").asText().equals("admitted"), "admitted")
                .get("body");
        bus.pushed(guest);
        guest.close();
        resume(guest.session(), room, admitted);
        rooms(host, "delete", with("roomId", room));
    }

    private void resume(ObjectNode session, String room, JsonNode admitted) {
        ObjectNode body = Json.newObject().put("protocol", Limits.PROTOCOL);
        ObjectNode resume = body.putObject("resume")
                .put("resumeToken", session.path("resumeToken").asText());
        ObjectNode place = resume.putArray("rooms").addObject().put("roomId", room);
        place.put("epoch", admitted.path("epoch").asText()).set("seq", admitted.get("seq"));
        resume.withArray("rooms").addObject().put("roomId", "nobody-made-this").put("seq", 1);
        ObjectNode back = bus.ask(RawPeer.connect(CLUSTER.crowd(), CLUSTER.url(2)), "session.open", body);
        assertThat(back.at("/rooms/0/roomId").asText()).isEqualTo(room);
    }

    private ObjectNode ring(RawPeer caller, String callee) {
        ObjectNode body = with("callType", "video").put("requestId", Ids.random(6));
        body.withArray("invitees").add(callee);
        return bus.ask(caller, CREATE, body);
    }

    private static ObjectNode invitation(JsonNode call) {
        return with("invitationId", call.at("/invitations/0/invitationId").asText());
    }

    private static ObjectNode call(JsonNode call) {
        return with("callId", call.path("callId").asText());
    }

    private void calls(RawPeer caller, RawPeer phone, RawPeer laptop, String callee) {
        ObjectNode answered = ring(caller, callee);
        laptop.awaitInbox("invitation");
        bus.ask(phone, "calls.request.answer", invitation(answered).put("action", "accept"));
        caller.awaitInbox("invitation_accepted");
        bus.ask(caller, "calls.request.end", call(answered));
        caller.awaitInbox("call_ended");
        bus.ask(phone, "calls.request.reject", invitation(ring(caller, callee)).put("reason", "busy"));
        caller.awaitInbox("invitation_rejected");
        bus.ask(caller, "calls.request.cancel", call(ring(caller, callee)));
        laptop.awaitInbox("invitation_cancelled", 3);
        bus.ask(phone, "calls.request.history", Json.newObject().put("limit", 10));
        bus.refused(phone, "call_unknown", "calls.request.end", with("callId", "c_" + "A".repeat(22)));
        bus.pushed(laptop);
    }

    private void people(RawPeer peer, String other) {
        for (String request : new String[] {"get", "block", "unblock"}) {
            bus.ask(peer, "people.request." + request, with("username", other));
        }
    }

    private void account(RawPeer peer) {
        String fresh = PASSWORD + " staple";
        bus.ask(peer, "auth.request.password", with("old", PASSWORD).put("new", fresh));
        bus.refused(peer, "bad_credentials", "auth.request.delete", with("password", PASSWORD));
        bus.ask(peer, "auth.request.delete", with("password", fresh));
        RawPeer leaving = open(0, registered(name()));
        bus.ask(leaving, "auth.request.logout-all", Json.newObject());
        leaving.awaitClosed(CloseReason.TOKEN_INVALID.code());
    }
}
