package dev.parley.gateway;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Cuts connections that do not bring a whole request, head and body, in time, the first one or a later one: idle
 * time-outs do not see a client that sends a byte now and then. While a request is being answered nothing is cut.
 * Confined to the lane; {@link #sweep} is to be called every second.
 */
final class SlowRequests {
    private final long timeoutMs;
    private final LongSupplier monotonicMs;
    private final Map<HttpConnection, Arrival> arrivals = new HashMap<>();

    SlowRequests(long timeoutMs, LongSupplier monotonicMs) {
        this.timeoutMs = timeoutMs;
        this.monotonicMs = monotonicMs;
    }

    void watch(HttpServer server) {
        server.connectionHandler(connection -> {
            arrivals.put(connection, new Arrival(null, monotonicMs.getAsLong()));
            connection.closeHandler(v -> arrivals.remove(connection));
        });
    }

    /** The head of a request is here. */
    void arrived(HttpServerRequest request) {
        arrivals.replace(request.connection(), new Arrival(request, monotonicMs.getAsLong()));
    }

    /** The connection speaks HTTP no longer. */
    void upgraded(HttpConnection connection) {
        arrivals.remove(connection);
    }

    void sweep() {
        long now = monotonicMs.getAsLong();
        for (Map.Entry<HttpConnection, Arrival> entry : List.copyOf(arrivals.entrySet())) {
            Arrival arrival = entry.getValue();
            if (arrival.isAnswered()) {
                arrivals.put(entry.getKey(), new Arrival(null, now));
            } else if (arrival.isIncomplete() && now - arrival.since >= timeoutMs) {
                entry.getKey().close();
            }
        }
    }

    /** @param request null while the head of the next one is awaited, since {@code since} */
    private record Arrival(HttpServerRequest request, long since) {
        private boolean isAnswered() {
            return request != null && request.isEnded() && request.response().ended();
        }

        private boolean isIncomplete() {
            return request == null || !request.isEnded();
        }
    }
}
