package dev.parley.node;

import dev.parley.cluster.BusBacklog;
import dev.parley.cluster.EventSink;
import dev.parley.cluster.HazelcastNode;
import dev.parley.cluster.NodeDirectory;
import dev.parley.feed.FeedVerticle;
import dev.parley.gateway.GatewayVerticle;
import dev.parley.gateway.rest.Health;
import dev.parley.node.config.HazelcastConfig;
import dev.parley.node.config.ParleyConfig;
import dev.parley.node.config.Role;
import dev.parley.protocol.lane.LaneCodec;
import dev.parley.rooms.RoomsVerticle;
import dev.parley.signaling.SignalingVerticle;
import dev.parley.storage.PasswordHashes;
import dev.parley.watch.Watch;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Verticle;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One running node: its member of the cluster, its Vert.x and its verticles. {@link #start} blocks until it serves;
 * several nodes may live in one process.
 */
public final class Node {
    private static final Logger LOG = LoggerFactory.getLogger(Node.class);
    private static final long SETTLE_POLL_MS = 50;
    private static final long REGISTRATIONS_MS = 5_000;
    /** Requests that were sent here before the others learnt of the hand-over are still answered for this long. */
    private static final long LINGER_MS = 2_000;

    private final ParleyConfig config;
    private final HazelcastNode hazelcast;
    private final Vertx vertx;
    private final NodeDirectory directory;
    private final PrometheusMeterRegistry registry;
    private final Lanes lanes = new Lanes();
    private final AtomicBoolean keeping = new AtomicBoolean();
    private final AtomicInteger busAddresses = new AtomicInteger();
    private final Watchdog watchdog;
    private final Watch watch;
    private NodeDatabase database;
    private FeedVerticle feed;
    private final AtomicReference<String> notReady = new AtomicReference<>("The node is starting.");
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
        LaneCodec.register(vertx.eventBus());
        hazelcast.onNodeLeft(this::nodeLeft);
        hazelcast.standing().onMerge(lanes::merged);
        NodeMetrics metrics = new NodeMetrics(registry)
                .version(ConfigSource.VERSION)
                .cluster(hazelcast, directory)
                .bus(BusBacklog.of(vertx))
                .ready(() -> whyNotReady() == null);
        registry.gauge("parley.bus.addresses", busAddresses);
        vertx.setPeriodic(REGISTRATIONS_MS, t -> keepRegistrations());
        await(directory.start());
        await(watch.start());
        registry.gauge("parley.taps", watch, Watch::taps);
        if (config.runs(Role.SIGNALING)) {
            database = NodeDatabase.open(vertx, config, registry);
            deployFeed();
        }
        PasswordHashes hashes = hashes();
        metrics.passwords(
                hashes, config.limits().passwordHashes() + config.limits().passwordQueue());
        if (config.runs(Role.ROOMS)) {
            deployRooms(hashes);
        }
        if (config.runs(Role.SIGNALING)) {
            deployPeople(hashes);
        }
        if (config.runs(Role.GATEWAY)) {
            deployGateways(port);
        }
        NodeReport report = new NodeReport(
                config, registry, this::whyNotReady, database == null ? null : database.database()::ping);
        await(new NodeDesk(vertx, hazelcast.nodeId(), report::tell, leave).open());
        hazelcast.promote();
        settle();
        guard();
        notReady.set(null);
        directory.setReady(config.runs(Role.GATEWAY));
    }

    private void keepRegistrations() {
        if (keeping.compareAndSet(false, true)) {
            vertx.executeBlocking(hazelcast::keepRegistrations, false)
                    .onSuccess(busAddresses::set)
                    .onFailure(failed -> LOG.debug("the bus addresses could not be looked at", failed))
                    .onComplete(done -> keeping.set(false));
        }
    }

    private PasswordHashes hashes() {
        return new PasswordHashes(
                vertx, config.limits().passwordHashes(), config.limits().passwordQueue());
    }

    private void deployFeed() {
        if (config.events().enabled()) {
            FeedVerticle.Cluster cluster = new FeedVerticle.Cluster(
                    hazelcast.nodeId(),
                    hazelcast.journal(vertx),
                    hazelcast::members,
                    hazelcast.partitions()::partitionOf);
            feed = new FeedVerticle(
                    cluster, database.database(), Settings.feed(config), Settings.webhooks(config), registry);
            await(vertx.deployVerticle(feed));
        }
    }

    private EventSink events() {
        return feed == null ? EventSink.NONE : feed.outbox();
    }

    private void deployRooms(PasswordHashes hashes) {
        RoomsVerticle.Cluster cluster = new RoomsVerticle.Cluster(
                hazelcast.partitions(),
                hazelcast.fences(),
                hazelcast.terms(vertx, "rooms"),
                hazelcast.store(vertx, "parley.rooms"),
                hazelcast.store(vertx, "parley.members"),
                hazelcast::clusterMs,
                watch,
                events());
        for (int lane = 0; lane < config.lanes(); lane++) {
            lanes.rooms.add(
                    new RoomsVerticle(lane, cluster, database.database(), Settings.rooms(config), hashes, registry));
        }
        deploy(lanes.rooms);
    }

    private void deployPeople(PasswordHashes hashes) {
        SignalingVerticle.Cluster cluster = new SignalingVerticle.Cluster(
                hazelcast.partitions(),
                hazelcast.fences(),
                hazelcast.terms(vertx, "people"),
                hazelcast.store(vertx, "parley.calls"),
                hazelcast.store(vertx, "parley.inboxes"),
                hazelcast::clusterMs,
                watch,
                events());
        for (int lane = 0; lane < config.lanes(); lane++) {
            lanes.people.add(new SignalingVerticle(
                    lane, cluster, database.database(), Settings.signaling(config), hashes, registry));
        }
        deploy(lanes.people);
    }

    private void deployGateways(int port) {
        GatewayVerticle.Cluster cluster =
                new GatewayVerticle.Cluster(hazelcast.partitions(), directory, hazelcast::clusterMs, watch);
        Health health = new Health(() -> Future.succeededFuture(whyNotReady()), registry::scrape);
        for (int lane = 0; lane < config.lanes(); lane++) {
            lanes.gateways.add(new GatewayVerticle(
                    lane, config.lanes(), cluster, Settings.gateway(config, port, publicUrl), health, registry));
        }
        deploy(lanes.gateways);
    }

    private void deploy(List<? extends Verticle> verticles) {
        verticles.forEach(verticle -> await(vertx.deployVerticle(verticle)));
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

    /** A sentence for people, null when the node serves. Thread-safe. */
    private String whyNotReady() {
        String reason = notReady.get();
        if (reason != null) {
            return reason;
        }
        if (!hazelcast.isRunning()) {
            return "The node has left the cluster.";
        }
        if (watchdog.problem() != null || directory.misfit() != null) {
            return Objects.requireNonNullElse(watchdog.problem(), directory.misfit());
        }
        String doubt = hazelcast.standing().isDoubtful() ? hazelcast.standing().why() : null;
        return doubt == null ? null : "Waiting for another node's word: " + doubt + ".";
    }

    private void nodeLeft(String nodeId) {
        directory.nodeLeft(nodeId);
        lanes.nodeLeft(nodeId);
    }

    /** Leaves in order: not ready, sockets sent away, partitions handed over, then the end. Blocks. */
    public void stop() {
        watchdog.close();
        notReady.set("The node is draining.");
        directory.setReady(false);
        attempt(lanes.drain());
        attempt(hazelcast.leave(vertx));
        if (!lanes.rooms.isEmpty() && hazelcast.wasNotAlone()) {
            attempt(vertx.timer(LINGER_MS).mapEmpty());
        }
        directory.stop();
        if (feed != null) {
            attempt(feed.drain());
        }
        end();
    }

    private void end() {
        if (database != null) {
            attempt(database.close());
        }
        attempt(vertx.close());
        if (database != null) {
            database.stop();
        }
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

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }

    /** At shutdown the next step comes whatever this one did. */
    private static void attempt(Future<?> future) {
        try {
            await(future);
        } catch (RuntimeException failed) {
            LOG.debug("while stopping", failed);
        }
    }
}
