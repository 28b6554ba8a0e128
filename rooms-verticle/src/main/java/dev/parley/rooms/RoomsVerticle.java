package dev.parley.rooms;

import dev.parley.cluster.AsyncStore;
import dev.parley.cluster.Fences;
import dev.parley.cluster.PartitionGate;
import dev.parley.cluster.PartitionTable;
import dev.parley.cluster.Terms;
import dev.parley.protocol.Addresses;
import dev.parley.protocol.lane.LaneCodec;
import dev.parley.protocol.lane.LaneMessage;
import dev.parley.protocol.lane.Owner;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/** One lane of rooms: connects the classes of this package to the bus, the clock and the cluster. */
public final class RoomsVerticle extends AbstractVerticle {
    private static final long SWEEP_MS = 1_000;
    private static final long RECONCILE_MS = 250;

    private final int lane;
    private final Cluster cluster;
    private final RoomsConfig config;
    private final Passwords passwords;
    private final MeterRegistry registry;
    private Context laneContext;
    private RoomsLane rooms;
    private Sweeper sweeper;
    private PartitionGate gate;
    private List<Integer> partitions;

    /**
     * What the verticle needs of the cluster.
     *
     * @param rooms the map of rules, {@code parley.rooms}
     * @param members the map of members, {@code parley.members}
     */
    public record Cluster(
            PartitionTable table,
            Fences fences,
            Terms terms,
            AsyncStore rooms,
            AsyncStore members,
            LongSupplier clusterMs) {}

    /** @param lane this instance's number among the node's lanes */
    public RoomsVerticle(int lane, Cluster cluster, RoomsConfig config, Passwords passwords, MeterRegistry registry) {
        this.lane = lane;
        this.cluster = cluster;
        this.config = config;
        this.passwords = passwords;
        this.registry = registry;
    }

    @Override
    public void start(Promise<Void> started) {
        laneContext = context;
        wire();
        PartitionTable table = cluster.table();
        partitions = IntStream.range(0, table.count())
                .filter(p -> table.laneOf(table.self(), p) == lane)
                .boxed()
                .toList();
        vertx.setPeriodic(SWEEP_MS, t -> sweeper.sweep());
        vertx.setPeriodic(RECONCILE_MS, t -> rooms.reconcile(partitions));
        cluster.fences().onChange(p -> context.runOnContext(v -> reconcile(p)));
        MessageConsumer<LaneMessage> consumer = vertx.eventBus()
                .consumer(Addresses.ownerLane(Owner.ROOMS, table.self(), lane), m -> rooms.receive(m.body()));
        consumer.completion().onComplete(started);
    }

    private void reconcile(int partition) {
        if (partitions.contains(partition)) {
            gate.reconcile(partition);
        }
    }

    private void wire() {
        LongSupplier now = () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
        RoomStore store = new RoomStore(cluster.rooms(), cluster.members());
        Rooms owned = new Rooms(store, config, now);
        gate = new PartitionGate(vertx, cluster.table(), cluster.fences(), cluster.terms(), owned);
        Ownership ownership = gate::serves;
        Courier courier = new Courier((address, m) -> vertx.eventBus().send(address, m, LaneCodec.OPTIONS));
        RoomsMetrics metrics = new RoomsMetrics(registry, lane);
        Departures departures = new Departures(owned, store, courier, now);
        Attachments attachments = new Attachments(store, courier, now);
        RoomRequests requests = new RoomRequests(
                new Admission(owned, store, courier, passwords, config, ownership, now),
                new Readmission(owned, store, courier, config, ownership, now),
                departures,
                new Moderation(store, courier, departures, ownership),
                new RoomAdmin(owned, store, courier, departures, passwords, config, ownership),
                new Talk(store, courier),
                attachments);
        sweeper = new Sweeper(owned, departures, attachments, ownership, config, metrics, now);
        rooms = new RoomsLane(
                cluster.table(),
                gate,
                owned,
                courier,
                new Signals(courier, metrics),
                attachments,
                requests,
                metrics,
                cluster.clusterMs());
    }

    /** To be called, on any thread, when a node has left the cluster. */
    public void nodeLeft(String nodeId) {
        if (laneContext != null) {
            laneContext.runOnContext(v -> sweeper.nodeLeft(nodeId));
        }
    }

    /** Calls back on the lane: whether everything that the table gives to it is loaded. */
    public io.vertx.core.Future<Boolean> settled() {
        Promise<Boolean> promise = Promise.promise();
        laneContext.runOnContext(v -> promise.complete(gate.settled(lane)));
        return promise.future();
    }
}
