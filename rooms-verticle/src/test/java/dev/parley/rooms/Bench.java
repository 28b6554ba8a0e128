package dev.parley.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.hazelcast.internal.partition.MigrationEndpoint;
import com.hazelcast.internal.partition.PartitionMigrationEvent;
import dev.parley.cluster.Fences;
import dev.parley.protocol.Epoch;
import dev.parley.protocol.IceServers;
import dev.parley.protocol.Json;
import dev.parley.protocol.lane.LaneMessage;
import dev.parley.protocol.lane.ToGateway.Ack;
import dev.parley.protocol.lane.ToGateway.Answer;
import dev.parley.protocol.lane.ToGateway.Deliver;
import dev.parley.protocol.lane.ToGateway.Evict;
import dev.parley.protocol.lane.ToGateway.Fanout;
import dev.parley.protocol.lane.ToGateway.Moved;
import dev.parley.protocol.lane.ToGateway.Unknown;
import dev.parley.protocol.lane.ToOwner;
import dev.parley.storage.PasswordHashes;
import dev.parley.watch.Watch;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiPredicate;

/**
 * One lane of rooms, wired as in production, on a clock, a store and a bus that the test holds in its hands. Everything
 * happens on the test's thread.
 */
final class Bench {
    static final String ROOM = "room";

    /** One message of the lane to a gateway's lane. */
    record Sent(String lane, LaneMessage message) {}

    final FakeStore rules = new FakeStore();
    final FakeStore members = new FakeStore();
    final FakeArchive archive = new FakeArchive();
    final FakeEvents events = new FakeEvents();
    final OneNodeTable table = new OneNodeTable(1, 1);
    Fences fences = new Fences(1);
    final FakeVertx vertx = new FakeVertx();
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final RoomsConfig config;
    long now = 1_000_000;

    private final Deque<Sent> bus = new ArrayDeque<>();
    private final Map<Long, LaneMessage> answers = new HashMap<>();
    private final List<Client> clients = new ArrayList<>();
    private BiPredicate<String, LaneMessage> lost = (lane, message) -> false;
    private Wiring wired;
    private long lastCorr;
    private long lastTerm;

    Bench() {
        this(config(true));
    }

    Bench(RoomsConfig config) {
        this.config = config;
        takeOver();
    }

    /** Small rings and limits, so that tests reach them. */
    static RoomsConfig config(boolean adHoc) {
        return new RoomsConfig(
                adHoc, 8, 16, 600_000, 8, 4_096, 30_000, 3, 30_000, 15_000, IceServers.ofStun(List.of()));
    }

    /** Another owner takes over: it has what the store has, and nothing else. The former one is fenced off. */
    void takeOver() {
        if (wired != null) {
            moveAway();
            wired.gate().reconcile(0);
        }
        fences = new Fences(1);
        RoomsVerticle.Cluster cluster = new RoomsVerticle.Cluster(
                table,
                fences,
                p -> Future.succeededFuture(Epoch.after(lastTerm++)),
                rules,
                members,
                () -> now,
                Watch.nobody(),
                events);
        PasswordHashes passwords = new PasswordHashes(vertx.vertx(), 2, 2);
        Courier courier = new Courier((lane, message) -> bus.add(new Sent(lane, message)));
        wired = Wiring.of(vertx.vertx(), 0, cluster, archive, config, passwords, registry, courier, () -> now);
        wired.gate().reconcile(0);
    }

    /** Every node is started anew: what only the cluster knew is gone. */
    void forgetAll() {
        rules.clear();
        members.clear();
        lastTerm = 0;
        takeOver();
    }

    /** Looks at what the feed believes to be there, as the lane does every second. */
    void reconcileFeed() {
        wired.reconciliation().look();
    }

    /** The partition begins to move to another node. */
    void moveAway() {
        fences.beforeMigration(away());
    }

    /** It stays after all. */
    void moveBack() {
        fences.rollbackMigration(away());
    }

    private static PartitionMigrationEvent away() {
        return new PartitionMigrationEvent(MigrationEndpoint.SOURCE, 0, 0, 1, UUID.randomUUID());
    }

    /** A guest on a gateway lane of node {@code node}. */
    Client client(String name, String node) {
        Client client = new Client(this, name, "gateway." + node + ".0");
        clients.add(client);
        return client;
    }

    Client client(String name) {
        return client(name, "g" + (clients.size() + 1));
    }

    /** A member of {@link #ROOM} whose stream flows. */
    Client member(String name) {
        Client client = client(name);
        client.join();
        client.attach();
        return client;
    }

    long nextCorr() {
        return ++lastCorr;
    }

    /** Gives a message to the lane and brings everything that follows to its place. */
    void receive(ToOwner message) {
        wired.lane().receive(message);
        deliver();
    }

    void pass(long ms) {
        now += ms;
    }

    /** Lets the time pass a second at a time, with the lane's sweep after each, as in production. */
    void live(long ms) {
        for (long end = now + ms; now < end; ) {
            pass(Math.min(1_000, end - now));
            sweep();
        }
    }

    void sweep() {
        wired.sweeper().sweep();
        deliver();
    }

    void nodeLeft(String node) {
        wired.sweeper().nodeLeft(node);
        deliver();
    }

    /** What the bus loses from now on. */
    void lose(BiPredicate<String, LaneMessage> which) {
        lost = which;
    }

    void loseNothing() {
        lost = (lane, message) -> false;
    }

    /** Lets the stores' waiting calls take effect. */
    void letGo() {
        rules.letGo();
        members.letGo();
        deliver();
    }

    void hold() {
        rules.hold();
        members.hold();
    }

    void fail() {
        rules.fail();
        members.fail();
    }

    void work() {
        rules.work();
        members.work();
    }

    void deliver() {
        for (Sent sent = bus.poll(); sent != null; sent = bus.poll()) {
            if (!lost.test(sent.lane(), sent.message())) {
                arrive(sent.lane(), sent.message());
            }
        }
    }

    private void arrive(String lane, LaneMessage message) {
        if (message instanceof Answer m) {
            answers.put(m.corr(), m);
        } else if (message instanceof Ack m) {
            answers.put(m.corr(), m);
        } else if (message instanceof Moved m) {
            answers.put(m.corr(), m);
        } else if (message instanceof Deliver m) {
            on(lane, m.peerId(), client -> client.take(m));
        } else if (message instanceof Fanout m) {
            m.places().forEach(place -> on(lane, place.peerId(), client -> client.take(m, place)));
        } else if (message instanceof Unknown m) {
            on(lane, m.peerId(), client -> client.unknown = m);
        } else if (message instanceof Evict m) {
            on(lane, m.peerId(), client -> client.evicted(m));
        }
    }

    private void on(String lane, String peerId, java.util.function.Consumer<Client> then) {
        clients.stream()
                .filter(c -> c.lane.equals(lane) && c.peerId.equals(peerId))
                .toList()
                .forEach(then);
    }

    /** What the lane said to the request, null while it has said nothing. */
    LaneMessage said(long corr) {
        return answers.get(corr);
    }

    /** An acknowledgement that a gateway's lane sends by itself once it has written a signal. */
    void acknowledge(long corr) {
        answers.put(corr, new Ack(corr));
    }

    /** The members' ids as a newcomer would be told, in their order. */
    List<String> roster() {
        Client observer = new Client(this, "observer", "gateway.observer.0");
        JsonNode room = observer.get();
        assertThat(room).as("the room").isNotNull();
        List<String> ids = new ArrayList<>();
        Client anybody = clients.stream()
                .filter(c -> c.isMember())
                .findFirst()
                .orElseThrow(() -> new AssertionError("nobody is a member"));
        anybody.peers().forEach(peer -> ids.add(peer.path("peerId").asText()));
        return ids;
    }

    static JsonNode json(byte[] bytes) {
        return Json.read(bytes, JsonNode.class);
    }
}
