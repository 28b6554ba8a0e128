package dev.parley.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.protocol.CloseReason;
import dev.parley.protocol.lane.Op;
import org.junit.jupiter.api.Test;

/** How much one socket and one address may ask for. */
class LimitsTest {
    @Test
    void requestsBeyondTheBurstAreRefusedWithATimeToTryAgain() {
        Configs configs = new Configs();
        configs.requestsBurst = 3;
        LaneWorld world = new LaneWorld(configs);
        Client client = world.guest();
        client.ask("rooms.request.get", "{\"roomId\":\"a\"}");
        client.ask("rooms.request.get", "{\"roomId\":\"a\"}");
        JsonNode refused = client.request("rooms.request.get", "{\"roomId\":\"a\"}");
        assertThat(refused.path("message").asText()).isEqualTo("rate_limited");
        assertThat(refused.path("failureCode").asInt()).isEqualTo(429);
        assertThat(refused.path("retryAfterMs").asLong()).isPositive();
        assertThat(world.requests(Op.GET)).hasSize(2);
        assertThat(client.socket.closeCode()).isZero();
    }

    @Test
    void theRateOfASocketComesBackWithTime() {
        Configs configs = new Configs();
        configs.requestsBurst = 2;
        configs.requestsPerSecond = 2;
        LaneWorld world = new LaneWorld(configs);
        Client client = world.guest();
        for (int i = 0; i < 5; i++) {
            client.ask("rooms.request.get", "{\"roomId\":\"a\"}");
        }
        assertThat(world.requests(Op.GET)).hasSize(1);
        world.now += refillOfOne();
        client.ask("rooms.request.get", "{\"roomId\":\"a\"}");
        client.ask("rooms.request.get", "{\"roomId\":\"a\"}");
        assertThat(world.requests(Op.GET)).hasSize(2);
    }

    private static long refillOfOne() {
        return 500;
    }

    @Test
    void whatIsNoRequestCountsToo() {
        Configs configs = new Configs();
        configs.requestsBurst = 4;
        LaneWorld world = new LaneWorld(configs);
        Client client = world.guest();
        client.raw("{\"type\":\"ping\"}");
        client.unregister("rooms.events.a");
        client.register("rooms.events.a");
        client.raw("{\"type\":\"ping\"}");
        assertThat(client.lastCode()).isEqualTo("rate_limited");
    }

    @Test
    void oneAddressSharesItsRateAmongItsSockets() {
        Configs configs = new Configs();
        configs.addressBurst = 4;
        LaneWorld world = new LaneWorld(configs);
        Client one = world.guest();
        Client two = world.guest();
        Client other = world.connect("192.0.2.99");
        other.open("{\"protocol\":1}");
        one.ask("rooms.request.get", "{\"roomId\":\"a\"}");
        two.ask("rooms.request.get", "{\"roomId\":\"a\"}");
        two.ask("rooms.request.get", "{\"roomId\":\"a\"}");
        assertThat(two.lastCode()).isEqualTo("rate_limited");
        other.ask("rooms.request.get", "{\"roomId\":\"a\"}");
        assertThat(world.requests(Op.GET)).hasSize(3);
    }

    @Test
    void aSubscriberWithAWholeIpv6NetworkIsOneAddress() {
        Configs configs = new Configs();
        configs.opensBurst = 2;
        configs.emptyRooms = 1;
        LaneWorld world = new LaneWorld(configs);
        Client one = world.connect("2001:db8:1:2:0:0:0:1");
        Client two = world.connect("2001:db8:1:2:0:0:0:2");
        assertThat(world.connect("2001:db8:1:2:0:0:0:3").socket.closeCode()).isEqualTo(CloseReason.CROWDED.code());
        assertThat(world.connect("2001:db8:1:3:0:0:0:3").socket.closeCode()).isZero();
        one.open("{\"protocol\":1}");
        two.open("{\"protocol\":1}");
        one.ask("rooms.request.create", "{\"visibility\":\"public\"}");
        two.ask("rooms.request.create", "{\"visibility\":\"public\"}");
        assertThat(world.requests(Op.CREATE)).hasSize(1);
    }

    @Test
    void newSocketsOfOneAddressAreLimited() {
        Configs configs = new Configs();
        configs.opensBurst = 2;
        configs.opensPerSecond = 1;
        LaneWorld world = new LaneWorld(configs);
        world.connect();
        world.connect();
        assertThat(world.connect().socket.closeCode()).isEqualTo(CloseReason.CROWDED.code());
        assertThat(world.connect("192.0.2.99").socket.closeCode()).isZero();
        assertThat(world.lane.sockets()).isEqualTo(3);
        world.now += 1_000;
        assertThat(world.connect().socket.closeCode()).isZero();
    }

    @Test
    void ratesCanBeSwitchedOff() {
        Configs configs = new Configs();
        configs.rate = false;
        configs.requestsBurst = 1;
        configs.addressBurst = 1;
        configs.opensBurst = 1;
        LaneWorld world = new LaneWorld(configs);
        world.connect();
        Client client = world.guest();
        for (int i = 0; i < 50; i++) {
            client.ask("rooms.request.get", "{\"roomId\":\"a\"}");
        }
        assertThat(world.requests(Op.GET)).hasSize(50);
    }

    @Test
    void aSocketThatFloodsFarBeyondItsRateIsClosedForAbuse() {
        LaneWorld world = new LaneWorld();
        Client client = world.guest();
        int sent = 0;
        while (client.socket.closeCode() == 0 && sent < 20_000) {
            client.raw("{\"type\":\"ping\"}");
            sent++;
        }
        assertThat(client.socket.closeCode()).isEqualTo(CloseReason.ABUSE.code());
        assertThat(sent).as("frames until the close").isBetween(2_000, 5_000);
    }

    @Test
    void aSocketThatStaysALittleOverItsRateIsOnlyRefused() {
        LaneWorld world = new LaneWorld();
        Client client = world.guest();
        for (int second = 0; second < 30; second++) {
            for (int i = 0; i < 600; i++) {
                client.raw("{\"type\":\"ping\"}");
            }
            world.now += 1_000;
        }
        assertThat(client.lastCode()).isEqualTo("rate_limited");
        assertThat(client.socket.closeCode()).isZero();
    }

    @Test
    void joinsThatAreStillUnderWayCountForTheRoomsOfASession() {
        LaneWorld world = new LaneWorld();
        Client client = world.guest();
        for (int i = 0; i < 4; i++) {
            client.join("room" + i);
        }
        String again = client.join("room3");
        String fifth = client.join("room4");
        assertThat(client.answer(again)).as("a repeated join").isNull();
        assertThat(client.answer(fifth).path("message").asText()).isEqualTo("rate_limited");
        assertThat(world.requests(Op.JOIN)).hasSize(5);
    }

    @Test
    void aJoinThatWasRefusedFreesItsPlace() {
        LaneWorld world = new LaneWorld();
        Client client = world.guest();
        for (int i = 0; i < 4; i++) {
            client.join("room" + i);
        }
        world.refuse(world.lastRequest(Op.JOIN), dev.parley.protocol.Code.ROOM_FULL, "Full.");
        assertThat(client.answer(client.join("room9"))).isNull();
    }
}
