package dev.parley.rooms;

import dev.parley.protocol.lane.Op;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** What one rooms lane counts. Confined to its event loop; the registry's meters are shared by all lanes. */
final class RoomsMetrics {
    private final MeterRegistry registry;
    private final Map<String, Counter> signals = new HashMap<>();
    private final AtomicInteger rooms = new AtomicInteger();
    private final AtomicInteger peers = new AtomicInteger();

    RoomsMetrics(MeterRegistry registry, int lane) {
        this.registry = registry;
        String tag = Integer.toString(lane);
        Gauge.builder("parley.rooms", rooms::get).tag("lane", tag).register(registry);
        Gauge.builder("parley.peers", peers::get).tag("lane", tag).register(registry);
    }

    /** @param result forwarded, kept, repeated, or the code of a refusal */
    void signal(String result) {
        signals.computeIfAbsent(result, r -> registry.counter("parley.signals", "result", r))
                .increment();
    }

    void request(Op op, String result) {
        registry.counter("parley.room.requests", "op", op.name(), "result", result)
                .increment();
    }

    /** A message that came after nobody waited for its answer any more. */
    void expired() {
        registry.counter("parley.room.requests", "op", "expired", "result", "dropped")
                .increment();
    }

    /** Told once a second by the sweep, because a scrape comes on another thread. */
    void sizes(int roomCount, int peerCount) {
        rooms.set(roomCount);
        peers.set(peerCount);
    }
}
