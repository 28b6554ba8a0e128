package dev.parley.gateway;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import java.util.HashMap;
import java.util.Map;

/**
 * Cuts connections that do not bring a whole request head in time: idle time-outs do not see a client that sends a byte
 * now and then. Confined to the lane.
 */
final class SlowRequests {
    private final Vertx vertx;
    private final int timeoutMs;
    private final Map<HttpConnection, Long> timers = new HashMap<>();

    SlowRequests(Vertx vertx, int timeoutMs) {
        this.vertx = vertx;
        this.timeoutMs = timeoutMs;
    }

    void watch(HttpServer server) {
        server.connectionHandler(connection -> {
            timers.put(connection, vertx.setTimer(timeoutMs, t -> connection.close()));
            connection.closeHandler(v -> arrived(connection));
        });
    }

    /** The connection has shown that it speaks HTTP. */
    void arrived(HttpConnection connection) {
        Long timer = timers.remove(connection);
        if (timer != null) {
            vertx.cancelTimer(timer);
        }
    }
}
