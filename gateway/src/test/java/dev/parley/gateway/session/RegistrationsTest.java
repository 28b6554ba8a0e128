package dev.parley.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.lane.ToOwner.Attach;
import dev.parley.protocol.lane.ToOwner.Detach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a socket may listen to. */
class RegistrationsTest {
    private final LaneWorld world = new LaneWorld();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "__vertx.subs",
                "__vertx.reply.1",
                "nodes",
                "rooms.n1.0",
                "people.n1.0",
                "gateway.n1.0",
                "rooms.request.join",
                "session.open",
                "rooms.events",
                "rooms.events.",
                "rooms.events.a.b",
                "rooms.events.a*",
                "rooms.events.*",
                "rooms.events.a b",
                "Rooms.events.a",
                "roomsXevents.a",
                "calls.inbox.",
                "calls.inbox.zoe",
                "webrtc.signal.a.p_somebodyelse",
                "webrtc.signal.a.",
                "webrtc.signal.a",
                "reply-1",
                ""
            })
    void anAddressThatIsNotOnesOwnIsDenied(String address) {
        Client client = world.guest();
        client.register(address);
        assertThat(client.lastCode()).isEqualTo("access_denied");
    }

    @Test
    void oversizedRoomIdsAreDenied() {
        Client client = world.guest();
        client.register("rooms.events." + "a".repeat(65));
        assertThat(client.lastCode()).isEqualTo("access_denied");
    }

    @Test
    void anyWellFormedRoomRegistersInSilence() {
        Client client = world.guest();
        int before = client.socket.sent.size();
        client.register("rooms.events.r_unknown-1");
        client.register("rooms.events." + "a".repeat(64));
        client.registerRoom("a");
        assertThat(client.socket.sent).hasSize(before);
        assertThat(world.bus.sent).isEmpty();
    }

    @Test
    void anInboxIsItsUsersOnly() {
        Client zoe = world.connect();
        zoe.open("{\"protocol\":1,\"token\":\"" + Forge.user("u1", "zoe") + "\"}");
        int before = zoe.socket.sent.size();
        zoe.register("calls.inbox.zoe");
        assertThat(zoe.socket.sent).hasSize(before);
        zoe.register("calls.inbox.Zoe");
        assertThat(zoe.lastCode()).isEqualTo("access_denied");
        zoe.register("calls.inbox.u1");
        assertThat(zoe.lastCode()).isEqualTo("access_denied");
    }

    @Test
    void aSocketListensToALimitedNumberOfAddresses() {
        Client client = world.guest();
        for (int i = 0; i < 10; i++) {
            client.register("rooms.events.room" + i);
        }
        int before = client.socket.sent.size();
        client.register("rooms.events.room3");
        assertThat(client.socket.sent).as("one that is registered already").hasSize(before);
        client.register("rooms.events.room10");
        assertThat(client.lastCode()).isEqualTo("rate_limited");
        client.unregister("rooms.events.room3");
        before = client.socket.sent.size();
        client.register("rooms.events.room10");
        assertThat(client.socket.sent).hasSize(before);
    }

    @Test
    void theStreamFlowsOnceBothAddressesAreRegisteredInWhicheverOrder() {
        Client client = world.guest();
        client.register("webrtc.signal.a." + client.peerId);
        client.join("a");
        world.joined(client, "a", LaneWorld.EPOCH, 2);
        assertThat(world.bus.sent(Attach.class)).isEmpty();
        client.register("rooms.events.a");
        assertThat(world.bus.sent(Attach.class))
                .containsExactly(new Attach(world.router.lane(), "a", client.peerId, 1, LaneWorld.EPOCH, 2));
        client.register("rooms.events.a");
        assertThat(world.bus.sent(Attach.class)).as("registered again").hasSize(1);
    }

    @Test
    void anUnregisteredStreamStopsAndFollowsFromThereLater() {
        Client client = world.member("a");
        world.deliver(client, "a", 1);
        client.unregister("rooms.events.a");
        Detach detach = world.bus.sent(Detach.class).get(0);
        assertThat(detach.gone()).isFalse();
        assertThat(detach.seq()).isEqualTo(1);
        world.deliver(client, "a", 2);
        assertThat(client.numbers()).containsExactly(1L);
        client.unregister("rooms.events.a");
        client.unregister("webrtc.signal.a." + client.peerId);
        assertThat(world.bus.sent(Detach.class)).hasSize(1);
        client.registerRoom("a");
        assertThat(world.bus.sent(Attach.class).get(1).seq()).isEqualTo(1);
    }

    @Test
    void unregisteringWhatIsNotRegisteredIsSilent() {
        Client client = world.guest();
        int before = client.socket.sent.size();
        client.unregister("rooms.events.a");
        client.unregister("__vertx.subs");
        assertThat(client.socket.sent).hasSize(before);
    }
}
