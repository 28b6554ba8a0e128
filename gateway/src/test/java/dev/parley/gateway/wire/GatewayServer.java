package dev.parley.gateway.wire;

import dev.parley.cluster.LanePost;
import dev.parley.cluster.NodeDirectory;
import dev.parley.cluster.PartitionTable;
import dev.parley.gateway.GatewayConfig;
import dev.parley.gateway.GatewayVerticle;
import dev.parley.gateway.rest.Health;
import dev.parley.gateway.token.JwtSettings;
import dev.parley.protocol.IceServers;
import dev.parley.protocol.lane.LaneCodec;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A real server with two lanes of sockets, in front of an owner that grants everything. */
final class GatewayServer implements AutoCloseable {
    static final int LANES = 2;
    static final int FRAME_BYTES = 8_192;
    static final int BODY_BYTES = 8_192;
    static final int REQUEST_TIMEOUT_MS = 1_000;
    static final int OPEN_TIMEOUT_MS = 2_000;
    static final int DRAIN_SPREAD_MS = 1_000;
    static final int TURN_SECONDS = 600;
    static final String SECRET = "0123456789abcdef0123456789abcdef";
    static final String ALLOWED_ORIGIN = "https://app.example";

    final int port;
    final GrantingOwner owner;
    private final List<GatewayVerticle> gateways = new ArrayList<>();
    /** Busy machines stop a thread for longer than the usual two seconds. */
    private final Vertx vertx = Vertx.vertx(
            new VertxOptions().setMaxEventLoopExecuteTimeUnit(TimeUnit.SECONDS).setMaxEventLoopExecuteTime(10));

    /** What a test may change. */
    static final class Changes {
        int addressBurst = 20_000;
        int openingsAtOnce = 128;
        int openingsWaiting = 1_000;
        int requestTimeoutMs = REQUEST_TIMEOUT_MS;
        int openTimeoutMs = OPEN_TIMEOUT_MS;
    }

    GatewayServer() {
        this(changes -> {});
    }

    GatewayServer(Consumer<Changes> changed) {
        Changes changes = new Changes();
        changed.accept(changes);
        port = freePort();
        LaneCodec.register(vertx.eventBus());
        PartitionTable table = new OneNode();
        owner = new GrantingOwner(vertx);
        LanePost post = new LanePost(vertx, vertx.getOrCreateContext());
        for (int lane = 0; lane < LANES; lane++) {
            post.receive("rooms." + table.self() + "." + lane, owner::receive);
        }
        NodeDirectory nodes = new NodeDirectory(vertx, System::currentTimeMillis, table.self(), url());
        await(nodes.start());
        nodes.setReady(true);
        Health health = new Health(() -> Future.succeededFuture(null), () -> "metrics 1\n");
        GatewayVerticle.Cluster cluster = new GatewayVerticle.Cluster(table, nodes, System::currentTimeMillis);
        for (int lane = 0; lane < LANES; lane++) {
            GatewayVerticle gateway =
                    new GatewayVerticle(lane, LANES, cluster, config(port, changes), health, new SimpleMeterRegistry());
            gateways.add(gateway);
            await(vertx.deployVerticle(gateway));
        }
    }

    Future<?> drain() {
        return Future.join(gateways.stream().map(GatewayVerticle::drain).toList());
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    RawWs raw(String... headers) throws IOException {
        return new RawWs(port, "/eventbus/websocket", headers);
    }

    /** A raw WebSocket with an open session. */
    RawWs guest() throws IOException {
        RawWs ws = raw();
        ws.request("session.open", "{\"protocol\":1}");
        return ws;
    }

    static GatewayConfig config(int port, Changes changes) {
        HttpServerOptions server = new HttpServerOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setMaxHeaderSize(8_192)
                .setMaxWebSocketFrameSize(2 * FRAME_BYTES)
                .setMaxWebSocketMessageSize(2 * FRAME_BYTES)
                .setPerMessageWebSocketCompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setRegisterWebSocketWriteHandlers(false)
                .setWebSocketClosingTimeout(5)
                .setIdleTimeout(60);
        GatewayConfig.Limits limits = new GatewayConfig.Limits(
                true,
                200,
                1_000,
                10,
                changes.addressBurst,
                2_000,
                2_000,
                changes.openingsAtOnce,
                changes.openingsWaiting,
                100,
                FRAME_BYTES,
                65_536,
                200);
        return new GatewayConfig(
                server,
                SECRET,
                JwtSettings.withSecret(SECRET),
                "http://127.0.0.1:" + port,
                List.of(ALLOWED_ORIGIN),
                List.of(),
                changes.requestTimeoutMs,
                BODY_BYTES,
                10_000,
                30_000,
                changes.openTimeoutMs,
                DRAIN_SPREAD_MS,
                32,
                limits,
                null,
                IceServers.ofStun(List.of()).withTurn(List.of("turn:turn.example"), SECRET, TURN_SECONDS),
                false,
                false);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    @Override
    public void close() {
        await(vertx.close());
    }

    /** The table of a cluster of one. */
    private static final class OneNode implements PartitionTable {
        @Override
        public int count() {
            return 11;
        }

        @Override
        public int partitionOf(String key) {
            return Math.floorMod(key.hashCode(), count());
        }

        @Override
        public String ownerOf(int partition) {
            return self();
        }

        @Override
        public String self() {
            return "n1";
        }

        @Override
        public int laneOf(String nodeId, int partition) {
            return partition % LANES;
        }
    }
}
