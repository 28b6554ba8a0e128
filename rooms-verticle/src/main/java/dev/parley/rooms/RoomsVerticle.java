package dev.parley.rooms;

import dev.parley.cluster.AsyncStore;
import dev.parley.cluster.EventSink;
import dev.parley.cluster.Fences;
import dev.parley.cluster.LanePost;
import dev.parley.cluster.PartitionTable;
import dev.parley.cluster.Terms;
import dev.parley.protocol.Addresses;
import dev.parley.protocol.lane.Owner;
import dev.parley.storage.Database;
import dev.parley.storage.PasswordHashes;
import dev.parley.watch.Watch;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/** One lane of rooms: connects {@link Wiring} to the bus, the clock and the cluster. */
public final class RoomsVerticle extends AbstractVerticle {
    private static final long FLUSH_MS = 1_000;
    private static final long SWEEP_MS = 250;
    private static final long LOOK_MS = 2_000;
    private static final long RECONCILE_MS = 250;
    private static final long RECORD_LOOK_MS = 1_000;

    private final int lane;
    private final Cluster cluster;
    private final Database database;
    private final RoomsConfig config;
    private final PasswordHashes passwords;
    private final MeterRegistry registry;
    private Context laneContext;
    private Wiring wired;
    private List<Integer> partitions;

    /**
     * What the verticle needs of the cluster.
     *
     * @param rooms the map of rules, {@code parley.rooms}
     * @param members the map of members, {@code parley.members}
     * @param watch who looks at what passes
     * @param events where it tells other services what happens
     */
    public record Cluster(
            PartitionTable table,
            Fences fences,
            Terms terms,
            AsyncStore rooms,
            AsyncStore members,
            LongSupplier clusterMs,
            Watch watch,
            EventSink events) {
        /** One that nobody watches, and nobody is told of. */
        public Cluster(
                PartitionTable table,
                Fences fences,
                Terms terms,
                AsyncStore rooms,
                AsyncStore members,
                LongSupplier clusterMs) {
            this(table, fences, terms, rooms, members, clusterMs, Watch.nobody(), EventSink.NONE);
        }
    }

    /** @param lane this instance's number among the node's lanes */
    public RoomsVerticle(
            int lane,
            Cluster cluster,
            Database database,
            RoomsConfig config,
            PasswordHashes passwords,
            MeterRegistry registry) {
        this.lane = lane;
        this.cluster = cluster;
        this.database = database;
        this.config = config;
        this.passwords = passwords;
        this.registry = registry;
    }

    @Override
    public void start(Promise<Void> started) {
        laneContext = context;
        LongSupplier now = () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
        LanePost post = new LanePost(vertx, context);
        Courier courier = new Courier(post, cluster.watch().lane(context, "rooms", lane));
        wired = Wiring.of(vertx, lane, cluster, new StoredRooms(database), config, passwords, registry, courier, now);
        PartitionTable table = cluster.table();
        partitions = IntStream.range(0, table.count())
                .filter(p -> table.laneOf(table.self(), p) == lane)
                .boxed()
                .toList();
        vertx.setPeriodic(SWEEP_MS, t -> wired.sweeper().sweep());
        vertx.setPeriodic(FLUSH_MS, t -> wired.archive().flush());
        vertx.setPeriodic(LOOK_MS, t -> wired.look().run());
        vertx.setPeriodic(RECORD_LOOK_MS, t -> wired.reconciliation().look());
        vertx.setPeriodic(RECONCILE_MS, t -> wired.lane().reconcile(partitions));
        cluster.fences().onChange(p -> context.runOnContext(v -> reconcile(p)));
        post.receive(Addresses.ownerLane(Owner.ROOMS, table.self(), lane), wired.lane()::receive)
                .onComplete(started);
    }

    private void reconcile(int partition) {
        if (partitions.contains(partition)) {
            wired.gate().reconcile(partition);
        }
    }

    /** To be called, on any thread, when a node has left the cluster. */
    public void nodeLeft(String nodeId) {
        if (laneContext != null) {
            laneContext.runOnContext(v -> wired.sweeper().nodeLeft(nodeId));
        }
    }

    /** Runs {@code answer} on the lane, which shows that it is alive. Thread-safe. */
    public void ping(Runnable answer) {
        laneContext.runOnContext(v -> answer.run());
    }

    /** To be called, on any thread, after a merge of the cluster: what it keeps is read again. */
    public void merged() {
        if (laneContext != null) {
            laneContext.runOnContext(v -> wired.lane().merged());
        }
    }

    /** Calls back on the lane: whether everything that the table gives to it is loaded. */
    public io.vertx.core.Future<Boolean> settled() {
        Promise<Boolean> promise = Promise.promise();
        laneContext.runOnContext(v -> promise.complete(wired.gate().settled(lane)));
        return promise.future();
    }
}
