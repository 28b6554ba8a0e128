package dev.parley.system.contract;

import static org.assertj.core.api.Assertions.assertThat;

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
        RoomTraffic rooms = new RoomTraffic(bus, CLUSTER);
        rooms.room(host, open(1, null), open(2, null));
        rooms.lobby(host, open(1, null));
        RawPeer phone = open(1, registered(bob)).listen(bob);
        host.listen(alice);
        CallTraffic calls = new CallTraffic(bus);
        calls.calls(host, phone, open(2, login(bob)).listen(bob), bob);
        calls.people(phone, alice);
        calls.services(open(1, CLUSTER.get().serviceToken("crm")), alice, bob);
        account(phone);
        events();
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

    private void events() {
        RawPeer service = open(0, CLUSTER.get().serviceToken("feed", "events.>"));
        bus.ask(service, "events.request.read", with("feed", "rooms").put("after", 0));
        bus.refused(service, "invalid_argument", "events.request.read", with("feed", "cats"));
        service.send("{\"type\":\"register\",\"address\":\"events.rooms\",\"headers\":{\"after\":\"0\"}}");
        service.await(frame -> frame.path("address").asText().equals("events.rooms"), "event");
        bus.pushed(service);
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
