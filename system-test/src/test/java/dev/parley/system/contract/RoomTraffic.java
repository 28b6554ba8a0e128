package dev.parley.system.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.Json;
import dev.parley.protocol.Limits;
import dev.parley.system.fixture.RawPeer;
import dev.parley.system.fixture.SharedCluster;

/** Everything that can be said and heard in a room by members who stay on one owner. */
final class RoomTraffic {
    private final BusContract bus;
    private final SharedCluster cluster;

    RoomTraffic(BusContract bus, SharedCluster cluster) {
        this.bus = bus;
        this.cluster = cluster;
    }

    private static ObjectNode with(String field, String value) {
        return Json.newObject().put(field, value);
    }

    private ObjectNode rooms(RawPeer peer, String request, ObjectNode body) {
        return bus.ask(peer, "rooms.request." + request, body);
    }

    private void join(RawPeer peer, String room) {
        peer.register(room);
        rooms(peer, "join", with("roomId", room));
    }

    /** A room from its beginning to its end. */
    void room(RawPeer host, RawPeer guest, RawPeer other) {
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
        announce(room);
        bus.refused(
                host,
                "access_denied",
                "rooms.request.broadcast",
                with("roomId", room).put("data", 1));
        guest.await(frame -> frame.at("/body/type").asText().equals("broadcast"), "broadcast");
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

    private void announce(String room) {
        ObjectNode token = with("token", cluster.get().serviceToken("crm"));
        RawPeer service = RawPeer.open(cluster.crowd(), cluster.url(1), token);
        rooms(service, "peers", with("roomId", room));
        ObjectNode message = with("roomId", room);
        message.putObject("data").put("text", "Grüße");
        rooms(service, "broadcast", message);
    }

    private static ObjectNode of(String room, RawPeer peer) {
        return with("roomId", room).put("peerId", peer.id());
    }

    /** One is denied and then admitted; and comes back after its socket was lost. */
    void lobby(RawPeer host, RawPeer guest) {
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
        ObjectNode back = bus.ask(RawPeer.connect(cluster.crowd(), cluster.url(2)), "session.open", body);
        assertThat(back.at("/rooms/0/roomId").asText()).isEqualTo(room);
    }
}
