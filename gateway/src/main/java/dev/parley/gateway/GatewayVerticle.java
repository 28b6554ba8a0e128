package dev.parley.gateway;

import dev.parley.cluster.LanePost;
import dev.parley.cluster.LaneRouter;
import dev.parley.cluster.NodeDirectory;
import dev.parley.cluster.PartitionTable;
import dev.parley.gateway.rest.Health;
import dev.parley.gateway.rest.HttpRouter;
import dev.parley.gateway.rest.WellFormed;
import dev.parley.gateway.service.Services;
import dev.parley.gateway.session.Bodies;
import dev.parley.gateway.session.FeedAsks;
import dev.parley.gateway.session.Lane;
import dev.parley.gateway.session.LaneMetrics;
import dev.parley.gateway.session.Timers;
import dev.parley.gateway.session.Tokens;
import dev.parley.gateway.socket.ClientAddresses;
import dev.parley.gateway.socket.Origins;
import dev.parley.gateway.socket.Sockets;
import dev.parley.gateway.token.AccessTokens;
import dev.parley.protocol.Addresses;
import dev.parley.watch.Watch;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** One lane of sockets and HTTP: connects the classes of this module to the server, the bus and the clock. */
public final class GatewayVerticle extends AbstractVerticle {
    private static final long ROUTER_TICK_MS = 50;
    private static final long BEAT_MS = 1_000;
    private static final long ASSERT_MS = 5_000;
    private static final long OWNERS_LOOK_MS = 250;
    private static final long KEYS_LOOK_MS = 10_000;

    private final int number;
    private final int lanes;
    private final Cluster cluster;
    private final GatewayConfig config;
    private final Health health;
    private final MeterRegistry registry;
    private long tickedAt;
    private Context laneContext;
    private Lane lane;
    private LaneRouter router;
    private SlowRequests slow;
    private HttpServer server;
    private String[] owners;
    private Services services;

    /** What the verticle needs of the cluster. */
    public record Cluster(PartitionTable table, NodeDirectory nodes, LongSupplier clusterMs, Watch watch) {
        /** One that nobody watches. */
        public Cluster(PartitionTable table, NodeDirectory nodes, LongSupplier clusterMs) {
            this(table, nodes, clusterMs, Watch.nobody());
        }
    }

    /**
     * @param number this instance's number among {@code lanes}
     * @param lanes how many instances the node runs
     */
    public GatewayVerticle(
            int number, int lanes, Cluster cluster, GatewayConfig config, Health health, MeterRegistry registry) {
        this.number = number;
        this.lanes = lanes;
        this.cluster = cluster;
        this.config = config;
        this.health = health;
        this.registry = registry;
    }

    @Override
    public void start(Promise<Void> started) {
        PartitionTable table = cluster.table();
        LongSupplier now = () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
        String address = Addresses.gatewayLane(table.self(), number);
        LanePost post = new LanePost(vertx, context);
        router = new LaneRouter(post, table, address, now, cluster.clusterMs());
        AccessTokens access = new AccessTokens(config.jwt());
        Tokens tokens = new Tokens(config.secret(), access);
        Timers timers = (ms, work) -> vertx.setTimer(ms, t -> work.run());
        LaneMetrics metrics = new LaneMetrics(registry, number);
        Lane.View view = new Lane.View(cluster.watch(), cluster.watch().lane(context, "gateway", number), metrics);
        FeedAsks feed = new FeedAsks(new LocalFeed(vertx.eventBus(), table.self()));
        lane = new Lane(post, router, cluster.nodes(), tokens, config, lanes, table.self(), now, timers, view, feed);
        laneContext = context;
        owners = new String[table.count()];
        vertx.setPeriodic(ROUTER_TICK_MS, t -> tick(metrics));
        slow = new SlowRequests(config.requestTimeoutMs(), now);
        vertx.setPeriodic(BEAT_MS, t -> beat());
        vertx.setPeriodic(ASSERT_MS, t -> lane.assertHoldings());
        vertx.setPeriodic(KEYS_LOOK_MS, t -> access.refresh(vertx));
        vertx.setPeriodic(OWNERS_LOOK_MS, t -> lookAtOwners());
        post.receive(address, lane::receive)
                .compose(v -> access.refresh(vertx))
                .compose(v -> listen(tokens))
                .compose(v -> openToServices(now))
                .onComplete(started);
    }

    private Future<Void> listen(Tokens tokens) {
        Origins origins = new Origins(config.origins(), cluster.nodes()::isNodeOrigin);
        ClientAddresses addresses = new ClientAddresses(config.trustedProxies());
        Sockets accepted = new Sockets(origins, addresses, config.limits().frameBytes(), lane::accept, slow::upgraded);
        Router http = new HttpRouter(origins, addresses, config)
                .create(
                        vertx,
                        accepted.sockJs(vertx, number, lanes, config.heartbeatMs()),
                        lane,
                        tokens,
                        cluster.nodes(),
                        health);
        // HTTP/2 is not spoken, so nothing has to guard it
        server = vertx.createHttpServer(new HttpServerOptions(config.server()).setHttp2ClearTextEnabled(false));
        slow.watch(server);
        server.requestHandler(request -> handle(request, accepted, http));
        return server.listen().mapEmpty();
    }

    /** Their addresses are a node's, not a lane's. */
    private Future<Void> openToServices(LongSupplier now) {
        if (number != 0 || config.services() == null) {
            return Future.succeededFuture();
        }
        services = new Services(vertx, lane, config.services(), now, registry);
        services.desk().serve(FeedAsks.READ, (caller, body) -> lane.feed()
                .read(caller.grants(), Bodies.read(body).json()));
        return services.open();
    }

    /** Without a close of ours the sockets of silent clients would hold up the end. */
    @Override
    public void stop() {
        if (lane != null) {
            lane.close();
        }
    }

    private void handle(HttpServerRequest request, Sockets accepted, Router http) {
        slow.arrived(request);
        if (!WellFormed.hasPath(request)) {
            request.response().setStatusCode(400).end("The path is not well formed.");
        } else if (!accepted.take(request)) {
            http.handle(request);
        }
    }

    private void tick(LaneMetrics metrics) {
        long now = System.nanoTime();
        if (tickedAt != 0) {
            metrics.late(now - tickedAt - TimeUnit.MILLISECONDS.toNanos(ROUTER_TICK_MS));
        }
        tickedAt = now;
        router.tick();
    }

    private void beat() {
        lane.beat();
        slow.sweep();
        if (services != null) {
            services.beat();
        }
    }

    /** Owners that changed learn at once what this lane holds of their rooms. */
    private void lookAtOwners() {
        boolean changed = false;
        for (int p = 0; p < owners.length; p++) {
            String owner = cluster.table().ownerOf(p);
            if (owner != null && !owner.equals(owners[p])) {
                changed |= owners[p] != null;
                owners[p] = owner;
            }
        }
        if (changed) {
            lane.assertHoldings();
        }
    }

    /** The port that the server really listens on. */
    public int port() {
        return server.actualPort();
    }

    /** The port of the TCP bridge for services, 0 where it is off. */
    public int servicesPort() {
        return services == null ? 0 : services.port();
    }

    /** To be called, on any thread, when a node has left the cluster. */
    public void nodeLeft(String nodeId) {
        onLane(() -> router.nodeLeft(nodeId));
    }

    /** Runs {@code answer} on the lane, which shows that it is alive. Thread-safe. */
    public void ping(Runnable answer) {
        onLane(answer);
    }

    /** To be called, on any thread, after a merge of the cluster: its owners learn what this lane holds. */
    public void merged() {
        onLane(lane::assertHoldings);
    }

    /**
     * Sends every client of the lane to another node, over a while that grows with their number up to
     * {@code shutdown.spreadMs}. To be called, on any thread, once this node is offered to nobody any more.
     *
     * @return ends when no socket is left: a client that does not answer the close is cut after 3 s
     */
    public Future<Void> drain() {
        Promise<Void> gone = Promise.promise();
        if (laneContext == null) {
            gone.complete();
        } else {
            laneContext.runOnContext(v -> drainHere().onComplete(gone));
        }
        return gone.future();
    }

    private Future<Void> drainHere() {
        Future<Void> sockets = lane.drain();
        Future<Void> gone = services == null
                ? sockets
                : Future.join(services.close(), sockets).mapEmpty();
        long steps = vertx.setPeriodic(Lane.DRAIN_STEP_MS, t -> lane.drainOn());
        return gone.onComplete(done -> vertx.cancelTimer(steps));
    }

    /**
     * Refuses what is asked from now on, for this node is about to leave the cluster. To be called, on any thread, when it
     * is drained.
     *
     * @return ends when what was asked before is answered, which takes {@link LaneRouter#DEADLINE_MS} at most
     */
    public Future<Void> leave() {
        Promise<Void> answered = Promise.promise();
        if (laneContext == null) {
            answered.complete();
        } else {
            laneContext.runOnContext(v -> leaveHere(answered));
        }
        return answered.future();
    }

    private void leaveHere(Promise<Void> answered) {
        router.leave();
        vertx.setPeriodic(ROUTER_TICK_MS, t -> {
            if (router.pending() == 0) {
                vertx.cancelTimer(t);
                answered.complete();
            }
        });
    }

    private void onLane(Runnable work) {
        if (laneContext != null) {
            laneContext.runOnContext(v -> work.run());
        }
    }
}
