package dev.parley.storage;

import dev.parley.protocol.Code;
import dev.parley.protocol.Refusal;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What a node sees of its database. Thread-safe. */
final class DatabaseMetrics {
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1),
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2_900)
    };

    private final MeterRegistry registry;
    private final AtomicInteger calls = new AtomicInteger();
    private final Counter renewed;

    DatabaseMetrics(MeterRegistry registry, DatabaseSettings settings) {
        this.registry = registry;
        this.renewed = registry.counter("parley.database.renewed");
        List.of("ok", "unavailable", "failed").forEach(this::timer);
        Gauge.builder("parley.database.calls", calls::get).register(registry);
        Gauge.builder("parley.database.connections.max", settings::poolSize).register(registry);
        Gauge.builder("parley.database.waiting.max", settings::waitQueue).register(registry);
    }

    private Timer timer(String result) {
        return Timer.builder("parley.database.time")
                .tag("result", result)
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    void began() {
        calls.incrementAndGet();
    }

    /** @param failure null when the database did as it was told */
    void ended(long beganNanos, Throwable failure) {
        calls.decrementAndGet();
        timer(result(failure)).record(System.nanoTime() - beganNanos, TimeUnit.NANOSECONDS);
    }

    private static String result(Throwable failure) {
        if (failure == null) {
            return "ok";
        }
        return failure instanceof Refusal refusal && refusal.code() == Code.UNAVAILABLE ? "unavailable" : "failed";
    }

    /** A pool that did not answer was thrown away with its connections. */
    void renewed() {
        renewed.increment();
    }
}
