package dev.parley.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import java.lang.ref.WeakReference;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HandshakeRemainsTest {
    private static final int COLLECTIONS = 50;

    private final Vertx vertx = Vertx.vertx();
    private final WebSocketClient client = vertx.createWebSocketClient();
    private final AtomicReference<WeakReference<HttpServerRequest>> request = new AtomicReference<>();

    @AfterEach
    void close() {
        vertx.close().await();
    }

    /** Fails when Vert.x looks different: then the class is of no use any more, or has to be adapted. */
    @Test
    void anOpenSocketDoesNotHoldItsRequestAndStillWorks() throws Exception {
        AtomicReference<ServerWebSocket> kept = new AtomicReference<>();
        HttpServer server = vertx.createHttpServer()
                .requestHandler(upgrade -> {
                    request.set(new WeakReference<>(upgrade));
                    upgrade.toWebSocket().onSuccess(socket -> {
                        HandshakeRemains.release(socket);
                        socket.textMessageHandler(socket::writeTextMessage);
                        kept.set(socket);
                    });
                })
                .listen(0, "127.0.0.1")
                .await();
        WebSocket socket = client.connect(server.actualPort(), "127.0.0.1", "/").await();
        Promise<String> echo = Promise.promise();
        socket.textMessageHandler(echo::tryComplete);

        assertThat(isCollected()).isTrue();
        socket.writeTextMessage("still here");
        assertThat(echo.future().await(10, TimeUnit.SECONDS)).isEqualTo("still here");
        socket.close().await();
        assertThat(kept.get()).isNotNull();
    }

    private boolean isCollected() throws InterruptedException {
        for (int i = 0; i < COLLECTIONS && request.get().get() != null; i++) {
            System.gc();
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return request.get().get() == null;
    }
}
