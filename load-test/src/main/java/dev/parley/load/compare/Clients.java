package dev.parley.load.compare;

import dev.parley.load.server.BenchException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** Makes WebSocket clients with an address of their own on loopback, for one address has ports for 28,000 sockets. */
final class Clients {
    /** Sockets of one address to one server. */
    static final int MOST = 20_000;

    private static final int FRAME_BYTES = 1 << 20;
    private static final int FIRST = 2;

    private Clients() {}

    /** @param number from 0 on, each of another address */
    static WebSocketClient number(Vertx vertx, int number) {
        return vertx.createWebSocketClient(new WebSocketClientOptions()
                .setMaxConnections(MOST)
                .setMaxFrameSize(FRAME_BYTES)
                .setMaxMessageSize(FRAME_BYTES)
                .setLocalAddress("127.0.0." + (FIRST + number)));
    }

    /** Blocks. @throws BenchException when it fails or takes longer */
    static <T> T await(Future<T> future, long seconds, String what) {
        try {
            return future.toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(seconds, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException failed) {
            throw new BenchException(what + ": " + failed.getCause());
        }
    }
}
