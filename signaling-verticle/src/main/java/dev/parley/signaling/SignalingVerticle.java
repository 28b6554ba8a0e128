package dev.parley.signaling;

import dev.parley.cluster.AsyncStore;
import dev.parley.cluster.EventSink;
import dev.parley.cluster.Fences;
import dev.parley.cluster.LanePost;
import dev.parley.cluster.PartitionTable;
import dev.parley.cluster.Terms;
import dev.parley.protocol.Addresses;
import dev.parley.protocol.lane.Owner;
import dev.parley.signaling.accounts.Accounts;
import dev.parley.storage.Database;
import dev.parley.storage.PasswordHashes;
import dev.parley.watch.Watch;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/** One lane of people and calls: connects the classes of this module to the bus and the clock. */
public final class SignalingVerticle extends AbstractVerticle {
    private static final long ROUTER_TICK_MS = 50;
    private static final long SWEEP_MS = 500;
    private static final long LOOK_MS = 2_000;
    private static final long RECONCILE_MS = 1_000;

    private final int lane;
    private final Cluster cluster;
    private final Database database;
    private final SignalingConfig config;
    private final PasswordHashes hashes;
    private final MeterRegistry registry;
    private Context laneContext;
    private Wiring wired;
    private List<Integer> partitions;

    /**
     * What the verticle needs of the cluster.
     *
     * @param calls the map of calls, {@code parley.calls}
     * @param inboxes the map of invitations, {@code parley.inboxes}
     * @param watch who looks at what passes
     * @param events where it tells other services what happens
     */
    public record Cluster(
            PartitionTable table,
            Fences fences,
            Terms terms,
            AsyncStore calls,
            AsyncStore inboxes,
            LongSupplier clusterMs,
            Watch watch,
            EventSink events) {}

    /** @param lane this instance's number among the node's lanes */
    public SignalingVerticle(
            int lane,
            Cluster cluster,
            Database database,
            SignalingConfig config,
            PasswordHashes hashes,
            MeterRegistry registry) {
        this.lane = lane;
        this.cluster = cluster;
        this.database = database;
        this.config = config;
        this.hashes = hashes;
        this.registry = registry;
    }

    @Override
    public void start(Promise<Void> started) {
        laneContext = context;
        PartitionTable table = cluster.table();
        LongSupplier now = () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
        LanePost post = new LanePost(vertx, context);
        StoredPeople stored = new StoredPeople(database);
        wired = Wiring.of(
                vertx,
                lane,
                cluster,
                new Wiring.Records(stored, stored, new Accounts(database, hashes)),
                config,
                registry,
                post,
                cluster.watch().lane(context, "people", lane),
                now);
        partitions = IntStream.range(0, table.count())
                .filter(p -> table.laneOf(table.self(), p) == lane)
                .boxed()
                .toList();
        vertx.setPeriodic(ROUTER_TICK_MS, t -> wired.router().tick());
        vertx.setPeriodic(SWEEP_MS, t -> wired.sweep());
        vertx.setPeriodic(LOOK_MS, t -> wired.look().run());
        vertx.setPeriodic(RECONCILE_MS, t -> partitions.forEach(wired.gate()::reconcile));
        cluster.fences().onChange(p -> context.runOnContext(v -> reconcile(p)));
        post.receive(Addresses.ownerLane(Owner.PEOPLE, table.self(), lane), wired.lane()::receive)
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
            laneContext.runOnContext(v -> wired.router().nodeLeft(nodeId));
        }
    }

    /** Runs {@code answer} on the lane, which shows that it is alive. Thread-safe. */
    public void ping(Runnable answer) {
        laneContext.runOnContext(v -> answer.run());
    }

    /** To be called, on any thread, after a merge of the cluster: what it keeps is read again. */
    public void merged() {
        if (laneContext != null) {
            laneContext.runOnContext(v -> wired.gate().retakeAll());
        }
    }

    /** Calls back on the lane: whether everything that the table gives to it is loaded. */
    public Future<Boolean> settled() {
        Promise<Boolean> promise = Promise.promise();
        laneContext.runOnContext(v -> promise.complete(wired.gate().settled(lane)));
        return promise.future();
    }
}
