package dev.parley.node;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.node.config.ParleyConfig;
import dev.parley.protocol.Json;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.function.Supplier;

/** How a node is, for the operator: what {@code GET /api/v1/nodes} shows of each. Thread-safe. */
final class NodeReport {
    private final ParleyConfig config;
    private final MeterRegistry registry;
    private final Supplier<String> whyNotReady;
    private final Supplier<Future<Void>> database;

    /** @param database asks it for a sign of life; null on a node that has none */
    NodeReport(
            ParleyConfig config,
            MeterRegistry registry,
            Supplier<String> whyNotReady,
            Supplier<Future<Void>> database) {
        this.config = config;
        this.registry = registry;
        this.whyNotReady = whyNotReady;
        this.database = database;
    }

    /** Takes as long as the database does, at most 3 s; {@code time} is from after that. */
    Future<ObjectNode> tell() {
        if (database == null) {
            return Future.succeededFuture(now("none"));
        }
        return database.get().map(v -> now("up")).otherwise(failed -> now("away"));
    }

    private ObjectNode now(String stateOfDatabase) {
        String reason = whyNotReady.get();
        ObjectNode told = Json.newObject()
                .put("version", ConfigSource.VERSION)
                .put("ready", reason == null)
                .put("reason", reason)
                .put("database", stateOfDatabase)
                .put("time", System.currentTimeMillis())
                .put("startedAt", ManagementFactory.getRuntimeMXBean().getStartTime())
                .put("lanes", config.lanes())
                .put("sockets", sum("parley.sockets"))
                .put("rooms", sum("parley.rooms"))
                .put("peers", sum("parley.peers"));
        var roles = told.putArray("roles");
        config.roles().stream()
                .map(role -> role.name().toLowerCase(Locale.ROOT))
                .sorted()
                .forEach(roles::add);
        return told;
    }

    private long sum(String gauges) {
        return (long) registry.find(gauges).gauges().stream()
                .mapToDouble(Gauge::value)
                .sum();
    }
}
