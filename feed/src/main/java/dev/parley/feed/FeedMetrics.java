package dev.parley.feed;

import dev.parley.cluster.OutboxMetrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What the feed counts. Thread-safe, but for {@link #waiting}. */
final class FeedMetrics {
    private final MeterRegistry registry;
    private final OutboxMetrics outbox;
    private final Counter written;
    private final Counter dropped;
    private final Counter refused;
    private final Map<String, Counter> deliveries;

    FeedMetrics(MeterRegistry registry, int outboxMax) {
        this.registry = registry;
        this.outbox = new OutboxMetrics(registry, "events", 0);
        this.written = registry.counter("parley.events", "result", "written");
        this.dropped = registry.counter("parley.events", "result", "dropped");
        this.refused = registry.counter("parley.events", "result", "refused");
        this.deliveries = List.of("delivered", "failed", "dead").stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        result -> registry.counter("parley.webhooks.deliveries", "result", result)));
        Gauge.builder("parley.events.waiting.max", () -> outboxMax).register(registry);
    }

    void readers(Supplier<Number> waiting, int max) {
        Gauge.builder("parley.events.readers", waiting).register(registry);
        Gauge.builder("parley.events.readers.max", () -> max).register(registry);
    }

    /** To be called every second, on the feed's event loop. @param nowMs a monotonic clock */
    void waiting(int events, long nowMs) {
        outbox.waiting(events, nowMs);
    }

    void written(int events) {
        written.increment(events);
    }

    /** There was no room for it. */
    void dropped() {
        dropped.increment();
    }

    /** The database will not have it. */
    void refused() {
        refused.increment();
    }

    /** @param result delivered, failed or dead */
    void delivery(String result) {
        deliveries.get(result).increment();
    }
}
