package dev.parley.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.protocol.Json;
import dev.parley.protocol.Slice;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Hundreds of clients that open their sessions, or lose them, in one instant. */
class StormTest {
    private static final int CLIENTS = 500;
    private static final String GUEST = "{\"protocol\":1}";

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger refusals = new AtomicInteger();
    private GatewayServer server;
    private WebSocketClient sockets;

    @BeforeEach
    void start() {
        server = new GatewayServer(changes -> {
            changes.openingsAtOnce = 2;
            changes.openingsWaiting = 0;
            // the clients share these cores, and the test waits until all are connected
            changes.requestTimeoutMs = 20_000;
            changes.openTimeoutMs = 20_000;
        });
        sockets = vertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(2 * CLIENTS));
    }

    @AfterEach
    void stop() {
        vertx.close().await();
        server.close();
    }

    private List<WebSocket> connected() {
        return IntStream.range(0, CLIENTS)
                .mapToObj(i -> sockets.connect(server.port, "127.0.0.1", "/eventbus/websocket"))
                .toList()
                .stream()
                .map(GatewayServer::await)
                .toList();
    }

    /** Asks until the session is open, each time when told to. Fails when the socket is closed. @return the reply */
    private Future<JsonNode> opens(WebSocket socket, String body) {
        String frame = "{\"type\":\"send\",\"address\":\"session.open\",\"replyAddress\":\"r\",\"body\":" + body + "}";
        Promise<JsonNode> opened = Promise.promise();
        socket.closeHandler(v -> opened.tryFail("closed with " + socket.closeStatusCode()));
        socket.textMessageHandler(text -> {
            JsonNode heard = Json.object(Slice.utf8(text));
            if (heard.at("/body/sessionId").isTextual()) {
                opened.tryComplete(heard.get("body"));
            } else if (heard.path("type").asText().equals("err")) {
                refusals.incrementAndGet();
                vertx.setTimer(heard.path("retryAfterMs").asLong(), t -> socket.writeTextMessage(frame));
            }
        });
        socket.writeTextMessage(frame);
        return opened.future();
    }

    private List<JsonNode> open(List<WebSocket> all, IntFunction<String> body) {
        List<Future<JsonNode>> opening = IntStream.range(0, all.size())
                .mapToObj(i -> opens(all.get(i), body.apply(i)))
                .toList();
        return GatewayServer.await(Future.join(opening)).list();
    }

    private List<WebSocket> guests() {
        List<WebSocket> all = connected();
        open(all, i -> GUEST);
        return all;
    }

    @Test
    void everybodyIsBackOnTheFirstSocketThoughOwnersAreAskedOneByOne() {
        List<WebSocket> first = connected();
        List<JsonNode> sessions = open(first, i -> GUEST);
        first.forEach(WebSocket::close);
        List<JsonNode> back = open(connected(), i -> resume(sessions.get(i), i));

        assertThat(back)
                .allSatisfy(session ->
                        assertThat(session.path("resumed").asBoolean()).isTrue());
        assertThat(refusals).hasPositiveValue();
    }

    private static String resume(JsonNode session, int room) {
        return "{\"protocol\":1,\"resume\":{\"resumeToken\":" + session.get("resumeToken")
                + ",\"rooms\":[{\"roomId\":\"room" + room + "\",\"epoch\":\"" + GrantingOwner.EPOCH
                + "\",\"seq\":0}]}}";
    }

    @Test
    void aDrainClosesEachSocketOnceAndEndsWithTheLast() {
        List<WebSocket> all = guests();
        AtomicInteger draining = new AtomicInteger();
        List<Future<Void>> closed = all.stream()
                .map(socket -> {
                    Promise<Void> over = Promise.promise();
                    socket.closeHandler(v -> {
                        draining.addAndGet(socket.closeStatusCode() == 3000 ? 1 : 0);
                        over.complete();
                    });
                    return over.future();
                })
                .toList();
        long began = System.nanoTime();
        GatewayServer.await(server.drain());
        long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
        GatewayServer.await(Future.join(closed));

        assertThat(draining).hasValue(CLIENTS);
        assertThat(took).isBetween((long) GatewayServer.DRAIN_SPREAD_MS / 2, 10_000L);
    }
}
