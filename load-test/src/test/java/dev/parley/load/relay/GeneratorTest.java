package dev.parley.load.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.load.relay.bare.BareNodes;
import dev.parley.load.server.Ports;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.WebSocketClientOptions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The generator against two nodes of the bare relay in this process. */
@TestInstance(Lifecycle.PER_CLASS)
class GeneratorTest {
    private static final List<Long> SELF = List.of(ProcessHandle.current().pid());

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private BareNodes nodes;
    private Generator generator;

    @BeforeAll
    void connect() throws Exception {
        nodes = BareNodes.start(Ports.find(4));
        Wire wire = new BareWire(
                vertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(8)), Payload.ofSize(500));
        List<Wire.Address> addresses =
                nodes.ports().stream().map(Wire.Address::new).toList();
        generator = Generator.connect(vertx, wire, addresses, 4, SELF)
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }

    @AfterAll
    void stop() {
        nodes.close();
        vertx.close();
    }

    @Test
    void everyPacedSignalIsDeliveredAndAcknowledged() throws Exception {
        Window window = run(new Load.Paced(500));

        assertThat(window.lost() + window.refused()).isZero();
        assertThat(window.signalsPerSecond()).isBetween(250.0, 1000.0);
        assertThat(window.delivery().getTotalCount()).isPositive();
        assertThat(window.cpu().relayingMicros()).isPositive();
    }

    @Test
    void saturationKeepsSoManyOpenAndEndsWithNone() throws Exception {
        Window window = run(new Load.Saturating(8));

        assertThat(window.lost() + window.refused()).isZero();
        assertThat(window.signals()).isGreaterThan(8);
        assertThat(window.ack().getMinValue()).isPositive();
    }

    private Window run(Load load) throws Exception {
        return generator
                .run(load, 200, 1_000)
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }
}
