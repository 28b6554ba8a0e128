package dev.parley.cluster;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Shows what one owner lane serves. Told on the lane about once a second, because a scrape comes on another thread. */
public final class GateMetrics {
    private final AtomicInteger serving = new AtomicInteger();
    private final AtomicInteger loading = new AtomicInteger();
    private final AtomicInteger parked = new AtomicInteger();
    private final AtomicLong terms = new AtomicLong();

    /** @param owner what the lane owns: rooms or people */
    public GateMetrics(MeterRegistry registry, String owner, int lane) {
        Tags tags = Tags.of("owner", owner, "lane", Integer.toString(lane));
        Gauge.builder("parley.partitions.serving", serving::get).tags(tags).register(registry);
        Gauge.builder("parley.partitions.loading", loading::get).tags(tags).register(registry);
        Gauge.builder("parley.partitions.parked", parked::get).tags(tags).register(registry);
        FunctionCounter.builder("parley.epochs", terms, AtomicLong::doubleValue)
                .tags(tags)
                .register(registry);
    }

    public void show(PartitionGate gate) {
        PartitionGate.Census census = gate.census();
        serving.set(census.serving());
        loading.set(census.loading());
        parked.set(census.parked());
        terms.set(gate.terms());
    }
}
