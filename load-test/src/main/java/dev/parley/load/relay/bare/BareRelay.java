package dev.parley.load.relay.bare;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * One node of the floor to measure against: WebSockets over the clustered event bus and nothing else. It passes a frame
 * to the peer that it names, on whichever node, and tells the sender when the recipient's node has written it. No rooms,
 * no ring, no JSON. Sockets, bus, loops and Hazelcast are set as Parley's are.
 */
@Command(name = "bare-relay", mixinStandardHelpOptions = true, description = "One node of the bare relay.")
public final class BareRelay implements Callable<Integer> {
    @Option(names = "--node", required = true, description = "Number of this node, 1 to 9.")
    int node;

    @Option(names = "--port", required = true, description = "Port for WebSockets.")
    int port;

    @Option(names = "--cluster", required = true, description = "Name of the cluster.")
    String cluster;

    @Option(names = "--members", required = true, split = ",", description = "host:port of every node, in their order.")
    List<String> members;

    private HazelcastClusterManager manager;
    private Vertx vertx;

    public static void main(String[] args) {
        int code = new CommandLine(new BareRelay()).execute(args);
        if (code != 0) {
            System.exit(code);
        }
    }

    /** Starts serving and returns. */
    @Override
    public Integer call() {
        String own = members.get(node - 1);
        int hazelcastPort = Integer.parseInt(own.substring(own.lastIndexOf(':') + 1));
        manager = new HazelcastClusterManager(BareCluster.config(cluster, hazelcastPort, members));
        VertxOptions options = new VertxOptions()
                .setPreferNativeTransport(true)
                .setEventBusOptions(new EventBusOptions().setHost("127.0.0.1").setPort(0));
        vertx = Vertx.builder()
                .with(options)
                .withClusterManager(manager)
                .buildClustered()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
        vertx.eventBus().registerCodec(new Relayed.Codec());
        deploy();
        return 0;
    }

    private void deploy() {
        for (int lane = 0; lane < Runtime.getRuntime().availableProcessors(); lane++) {
            vertx.deployVerticle(new BareLane(node, lane, server(), this::isWhole))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(60, TimeUnit.SECONDS)
                    .join();
        }
    }

    private boolean isWhole() {
        return manager.getHazelcastInstance().getCluster().getMembers().size() == members.size();
    }

    private HttpServerOptions server() {
        return new HttpServerOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setPerMessageWebSocketCompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setRegisterWebSocketWriteHandlers(false)
                .setTcpNoDelay(true)
                .setIdleTimeout(60);
    }

    /** Ends the node. Blocks. */
    void stop() {
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }
}
