package dev.parley.cluster;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What one lane still has to write to the database, {@code parley.outbox.waiting}, and for how many seconds that was never
 * nothing, {@code parley.outbox.lag.seconds}: an upper bound of how late the record is. Told on the lane.
 */
public final class OutboxMetrics {
    private static final double MS_PER_SECOND = 1_000.0;

    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong lagMs = new AtomicLong();
    private long emptyAt = -1;

    /** @param kind what is written: rooms, calls */
    public OutboxMetrics(MeterRegistry registry, String kind, int lane) {
        Tags tags = Tags.of("kind", kind, "lane", Integer.toString(lane));
        Gauge.builder("parley.outbox.waiting", waiting::get).tags(tags).register(registry);
        Gauge.builder("parley.outbox.lag", () -> lagMs.get() / MS_PER_SECOND)
                .baseUnit("seconds")
                .tags(tags)
                .register(registry);
    }

    /**
     * To be called about once a second.
     *
     * @param records that are not written yet
     * @param nowMs a monotonic clock
     */
    public void waiting(int records, long nowMs) {
        if (records == 0 || emptyAt < 0) {
            emptyAt = nowMs;
        }
        waiting.set(records);
        lagMs.set(nowMs - emptyAt);
    }
}
