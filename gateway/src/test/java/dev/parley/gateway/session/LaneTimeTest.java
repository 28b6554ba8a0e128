package dev.parley.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.CloseReason;
import org.junit.jupiter.api.Test;

/** What the lane does as time passes: heartbeats, silence, late openings, draining. */
class LaneTimeTest {
    private final LaneWorld world = new LaneWorld();

    @Test
    void pongsComeUnaskedOncePerHeartbeat() {
        Client client = world.guest();
        for (int i = 0; i < 60; i++) {
            world.seconds(1);
            client.raw("{\"type\":\"ping\"}");
        }
        assertThat(client.frames().stream()
                        .filter(f -> "pong".equals(f.path("type").asText())))
                .hasSize(6);
    }

    @Test
    void aSilentSocketIsClosedAfterTwoAndAHalfHeartbeats() {
        Client client = world.guest();
        world.seconds(24);
        assertThat(client.socket.closeCode()).isZero();
        world.seconds(1);
        assertThat(client.socket.closeCode()).isEqualTo(CloseReason.HEARTBEAT.code());
        world.seconds(10);
    }

    @Test
    void whoeverAnswersOnlyThePongsStays() {
        Client client = world.guest();
        int answered = 0;
        for (int i = 0; i < 120; i++) {
            world.seconds(1);
            long pongs = client.frames().stream()
                    .filter(f -> "pong".equals(f.path("type").asText()))
                    .count();
            for (; answered < pongs; answered++) {
                client.raw("{\"type\":\"ping\"}");
            }
        }
        assertThat(client.socket.closeCode()).isZero();
    }

    @Test
    void aSocketThatDoesNotOpenIsClosedSoonThoughItPings() {
        Client client = world.connect();
        for (int i = 0; i < 5; i++) {
            client.raw("{\"type\":\"ping\"}");
            world.seconds(1);
        }
        assertThat(client.socket.closeCode()).isEqualTo(CloseReason.HEARTBEAT.code());
    }

    @Test
    void anOpenSessionIsNotTakenForALateOne() {
        Client client = world.guest();
        for (int i = 0; i < 20; i++) {
            world.seconds(1);
            client.raw("{\"type\":\"ping\"}");
        }
        assertThat(client.socket.closeCode()).isZero();
    }

    @Test
    void aDrainingLaneSendsEverybodyAwayAndTakesNobodyNew() {
        Client client = world.guest();
        world.lane.drain();
        assertThat(client.socket.closeCode()).isEqualTo(CloseReason.DRAINING.code());
        assertThat(world.connect().socket.closeCode()).isEqualTo(CloseReason.DRAINING.code());
    }

    @Test
    void thousandsOfVisitsLeaveNothingBehind() {
        Configs configs = new Configs();
        configs.rate = false;
        LaneWorld busy = new LaneWorld(configs);
        for (int i = 0; i < 2_000; i++) {
            Client client = busy.guest();
            client.registerRoom("a");
            client.join("a");
            busy.joined(client, "a", LaneWorld.EPOCH, 0);
            client.disconnect();
            busy.bus.sent.clear();
        }
        assertThat(busy.lane.sockets()).isZero();
        assertThat(busy.lane.peers()).isZero();
        assertThat(busy.router.pending()).isZero();
        busy.lane.assertHoldings();
        assertThat(busy.bus.sent).isEmpty();
    }
}
