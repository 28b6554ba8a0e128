package dev.parley.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.CloseReason;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How a node that ends sends its clients away. Sockets of the tests throw when they are closed twice. */
class DrainTest {
    private static final int DRAINING = CloseReason.DRAINING.code();

    private final Configs configs = new Configs();

    private static List<Client> guests(LaneWorld world, int count) {
        return IntStream.range(0, count).mapToObj(i -> world.guest()).toList();
    }

    private static long sentAway(List<Client> clients) {
        return clients.stream().filter(c -> c.socket.closeCode() == DRAINING).count();
    }

    private static void pass(LaneWorld world, long ms) {
        for (long t = 0; t < ms; t += Lane.DRAIN_STEP_MS) {
            world.now += Lane.DRAIN_STEP_MS;
            world.lane.drainOn();
        }
    }

    @Test
    void aFewClientsAreSentAwayAlmostAtOnce() {
        LaneWorld world = new LaneWorld(configs);
        List<Client> clients = guests(world, 10);
        world.lane.drain();
        assertThat(sentAway(clients)).isBetween(1L, 9L);
        pass(world, 20);
        assertThat(sentAway(clients)).isEqualTo(10);
    }

    @Test
    void manyClientsAreSentAwayEvenlyAndEachOnce() {
        LaneWorld world = new LaneWorld(configs);
        List<Client> clients = guests(world, 1_000);
        world.lane.drain();
        long before = sentAway(clients);
        for (int step = 0; step < 10; step++) {
            pass(world, 200);
            long now = sentAway(clients);
            assertThat(now - before).as("clients in one tenth of the time").isBetween(99L, 101L);
            before = now;
        }
        assertThat(before).isEqualTo(1_000);
    }

    @Test
    void theLongestTimeHoldsHoweverManyTheyAre() {
        configs.drainSpreadMs = 1_000;
        LaneWorld world = new LaneWorld(configs);
        List<Client> clients = guests(world, 1_500);
        world.lane.drain();
        pass(world, 900);
        assertThat(sentAway(clients)).isBetween(1_300L, 1_400L);
        pass(world, 100);
        assertThat(sentAway(clients)).isEqualTo(1_500);
    }

    @Test
    void withoutATimeEverybodyGoesAtOnce() {
        configs.drainSpreadMs = 0;
        LaneWorld world = new LaneWorld(configs);
        List<Client> clients = guests(world, 100);
        world.lane.drain();
        assertThat(sentAway(clients)).isEqualTo(100);
    }

    @Test
    void neighboursDoNotGoOneAfterTheOther() {
        LaneWorld world = new LaneWorld(configs);
        List<Client> clients = guests(world, 1_000);
        world.lane.drain();
        pass(world, 1_000);
        assertThat(sentAway(clients.subList(0, 500))).isBetween(150L, 350L);
    }

    @Test
    void thoseWhoStillHaveTheirSocketAreServed() {
        LaneWorld world = new LaneWorld(configs);
        List<Client> clients = new ArrayList<>(guests(world, 1_000));
        world.lane.drain();
        clients.removeIf(c -> c.socket.closeCode() != 0);
        assertThat(clients).isNotEmpty();
        clients.get(0).ask("rooms.request.get", "{\"roomId\":\"a\"}");
        assertThat(world.bus.sent).isNotEmpty();
    }

    @Test
    void whoeverHasNotOpenedGoesAtOnceAndWhoeverComesNow() {
        LaneWorld world = new LaneWorld(configs);
        guests(world, 1_000);
        Client late = world.connect();
        world.lane.drain();
        assertThat(late.socket.closeCode()).isEqualTo(DRAINING);
        assertThat(world.connect().socket.closeCode()).isEqualTo(DRAINING);
    }

    @Test
    void theDrainEndsWithTheLastSocket() {
        LaneWorld world = new LaneWorld(configs);
        List<Client> clients = guests(world, 3);
        Future<Void> gone = world.lane.drain();
        pass(world, 100);
        clients.get(0).disconnect();
        clients.get(1).disconnect();
        pass(world, 1_000);
        assertThat(gone.isComplete()).isFalse();
        clients.get(2).disconnect();
        pass(world, 20);
        assertThat(gone.succeeded()).isTrue();
    }

    @Test
    void aLaneWithoutSocketsIsDrainedAtOnce() {
        assertThat(new LaneWorld(configs).lane.drain().succeeded()).isTrue();
    }

    @Test
    void aLaneThatClosesWaitsForNothing() {
        LaneWorld world = new LaneWorld(configs);
        List<Client> clients = guests(world, 1_000);
        world.lane.drain();
        world.lane.close();
        assertThat(sentAway(clients)).isEqualTo(1_000);
    }
}
