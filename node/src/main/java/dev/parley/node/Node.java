package dev.parley.node;

import static dev.parley.node.Blocking.attempt;
import static dev.parley.node.Blocking.await;

import dev.parley.cluster.BusBacklog;
import dev.parley.cluster.HazelcastNode;
import dev.parley.cluster.NodeDirectory;
import dev.parley.gateway.rest.Health;
import dev.parley.node.config.HazelcastConfig;
import dev.parley.node.config.ParleyConfig;
import dev.parley.node.config.Role;
import dev.parley.protocol.lane.LaneCodec;
import dev.parley.storage.PasswordHashes;
import dev.parley.watch.Watch;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One running node: its member of the cluster, its Vert.x and its verticles. {@link #start} blocks until it serves;
 * several nodes may live in one process.
 */
public final class Node {
    private static final long SETTLE_POLL_MS = 50;
    /** Requests that were sent here before the others learnt of the hand-over are still answered for this long. */
    private static final long LINGER_MS = 2_000;

    private final ParleyConfig config;
    private final HazelcastNode hazelcast;
    private final Vertx vertx;
    private final NodeDirectory directory;
    private final PrometheusMeterRegistry registry;
    private final Lanes lanes = new Lanes();
    private final Watchdog watchdog;
    private final Readiness readiness;
    private final Watch watch;
    private final NodeStorage storage;
    private final Deployment deployment;
    private final String publicUrl;

    private Node(
            ParleyConfig config,
            int httpPort,
            HazelcastNode hazelcast,
            PrometheusMeterRegistry registry,
            Consumer<String> fatal) {
        this.watchdog = new Watchdog(fatal);
        this.config = config;
        this.hazelcast = hazelcast;
        this.registry = registry;
        this.publicUrl = config.publicUrl(httpPort);
        this.vertx = VertxSettings.clustered(config, hazelcast, registry);
        this.directory =
                new NodeDirectory(vertx, Node::monotonicMs, hazelcast.nodeId(), publicUrl, hazelcast.standing());
        this.watch = new Watch(
                vertx,
                hazelcast.nodeId(),
                directory::nodes,
                hazelcast::clusterMs,
                Node::monotonicMs,
                Settings.watch(config));
        this.readiness = new Readiness(hazelcast, directory, watchdog);
        this.storage = new NodeStorage(vertx, config, hazelcast, registry);
        this.deployment = new Deployment(vertx, config, hazelcast, watch, registry, lanes);
    }

    /** Joins the cluster and serves. Blocks, 1 to 10 s; not for an event loop. */
    public static Node start(ParleyConfig config) {
        return start(config, why -> {}, null);
    }

    /**
     * @param fatal is told, on a thread of its own, when the node is beyond help and its process should end
     * @param leave called, on a thread of its own, when the operator has the node drained; null to {@link #stop} it
     */
    static Node start(ParleyConfig config, Consumer<String> fatal, Runnable leave) {
        Settings.accessTokens(config);
        int port = config.http().port() != 0
                ? config.http().port()
                : FreePort.find(config.http().host());
        boolean owns = config.runs(Role.ROOMS);
        HazelcastNode hazelcast = HazelcastNode.join(HazelcastConfig.from(config), config.lanes(), owns);
        Node node = new Node(config, port, hazelcast, new PrometheusMeterRegistry(PrometheusConfig.DEFAULT), fatal);
        try {
            node.serve(port, leave == null ? node::stop : leave);
            return node;
        } catch (RuntimeException failed) {
            node.stop();
            throw failed;
        }
    }

    private void serve(int port, Runnable leave) {
        NodeMetrics metrics = hearOthers();
        if (config.runs(Role.SIGNALING)) {
            storage.open();
        }
        PasswordHashes hashes = hashes(metrics);
        if (config.runs(Role.ROOMS)) {
            deployment.rooms(storage, hashes);
        }
        if (config.runs(Role.SIGNALING)) {
            deployment.people(storage, hashes);
        }
        if (config.runs(Role.GATEWAY)) {
            Health health = new Health(() -> Future.succeededFuture(readiness.whyNot()), registry::scrape);
            deployment.gateways(port, publicUrl, directory, health);
        }
        NodeReport report = new NodeReport(config, registry, readiness::whyNot, storage.ping());
        await(new NodeDesk(vertx, hazelcast.nodeId(), report::tell, leave).open());
        hazelcast.promote();
        settle();
        guard();
        readiness.started();
        directory.setReady(config.runs(Role.GATEWAY));
    }

    /** From here on this node follows who comes and goes, and the others find it on the bus. */
    private NodeMetrics hearOthers() {
        LaneCodec.register(vertx.eventBus());
        hazelcast.onNodeLeft(this::nodeLeft);
        hazelcast.standing().onMerge(lanes::merged);
        NodeMetrics metrics = new NodeMetrics(registry)
                .version(ConfigSource.VERSION)
                .cluster(hazelcast, directory)
                .bus(BusBacklog.of(vertx))
                .ready(() -> readiness.whyNot() == null);
        new BusRegistrations(vertx, hazelcast).start(registry);
        await(directory.start());
        await(watch.start());
        registry.gauge("parley.taps", watch, Watch::taps);
        return metrics;
    }

    private void nodeLeft(String nodeId) {
        directory.nodeLeft(nodeId);
        lanes.nodeLeft(nodeId);
    }

    private PasswordHashes hashes(NodeMetrics metrics) {
        int atOnce = config.limits().passwordHashes();
        int waiting = config.limits().passwordQueue();
        PasswordHashes hashes = new PasswordHashes(vertx, atOnce, waiting);
        metrics.passwords(hashes, atOnce + waiting);
        return hashes;
    }

    /** Waits until this node has its share and has loaded it, so that the first request is not the one that waits. */
    private void settle() {
        long deadline = monotonicMs() + TimeUnit.SECONDS.toMillis(15);
        while (!lanes.rooms.isEmpty() && !hazelcast.ownsAny() && monotonicMs() < deadline) {
            pause();
        }
        while (!await(lanes.settled()) && monotonicMs() < deadline) {
            pause();
        }
    }

    private void guard() {
        watchdog.expect("This node has left the cluster.", hazelcast::isRunning)
                .expect("No other node hears this one.", directory::isHeard)
                .expect("The cluster's events hang.", hazelcast::listenersAreUpToDate);
        lanes.watchedBy(watchdog);
        watchdog.start();
    }

    private void pause() {
        await(vertx.timer(SETTLE_POLL_MS).mapEmpty());
    }

    /** Leaves in order: not ready, sockets sent away, partitions handed over, then the end. Blocks. */
    public void stop() {
        watchdog.close();
        readiness.leaving();
        directory.setReady(false);
        storage.leave();
        attempt(lanes.drain());
        attempt(hazelcast.leave(vertx));
        if (!lanes.rooms.isEmpty() && hazelcast.wasNotAlone()) {
            attempt(vertx.timer(LINGER_MS).mapEmpty());
        }
        directory.stop();
        storage.drain();
        end();
    }

    private void end() {
        storage.close();
        attempt(vertx.close());
        storage.stop();
    }

    /** Ends at once, as a crash would: for tests of fail-over. */
    public void kill() {
        watchdog.close();
        hazelcast.terminate();
        directory.stop();
        end();
    }

    /** The port of the TCP bridge for services, 0 where it is off. */
    public int servicesPort() {
        return lanes.gateways.isEmpty() ? 0 : lanes.gateways.get(0).servicesPort();
    }

    /** Where browsers reach this node. */
    public String url() {
        return publicUrl;
    }

    public String id() {
        return hazelcast.nodeId();
    }

    /** The id of the node that owns the room's partition. */
    public String ownerOf(String roomId) {
        return hazelcast.partitions().ownerOf(hazelcast.partitions().partitionOf(roomId));
    }

    public Vertx vertx() {
        return vertx;
    }

    /** Nodes that serve clients as far as this one knows. */
    public List<String> endpoints() {
        return directory.endpoints();
    }

    private static long monotonicMs() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }
}
