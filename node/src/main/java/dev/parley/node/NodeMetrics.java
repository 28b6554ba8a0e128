package dev.parley.node;

import dev.parley.cluster.BusBacklog;
import dev.parley.cluster.HazelcastNode;
import dev.parley.cluster.NodeDirectory;
import dev.parley.cluster.Standing;
import dev.parley.storage.PasswordHashes;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** What a node shows of itself as a whole; lanes and the database add their own. All of it is read when it is scraped. */
final class NodeMetrics {
    private final MeterRegistry registry;

    NodeMetrics(MeterRegistry registry) {
        this.registry = registry;
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    NodeMetrics version(String version) {
        Gauge.builder("parley.info", () -> 1).tag("version", version).register(registry);
        return this;
    }

    NodeMetrics cluster(HazelcastNode hazelcast, NodeDirectory directory) {
        gauge(
                "parley.cluster.members",
                () -> hazelcast.isRunning() ? hazelcast.others().size() + 1 : 0);
        gauge("parley.cluster.nodes.ready", () -> directory.endpoints().size());
        gauge("parley.cluster.fences.closed", () -> hazelcast.fences().closed());
        gauge("parley.cluster.doubtful", () -> flag(hazelcast.standing().isDoubtful()));
        counter("parley.cluster.doubts", hazelcast.standing(), Standing::turn);
        counter("parley.cluster.merges", hazelcast.standing(), Standing::merges);
        return this;
    }

    NodeMetrics bus(BusBacklog backlog) {
        counter("parley.bus.dropped", backlog, BusBacklog::dropped);
        gauge("parley.bus.bytes", backlog::bytes);
        gauge("parley.bus.bytes.max", backlog::max);
        return this;
    }

    /** @param most hashes that may be computed and wait together */
    NodeMetrics passwords(PasswordHashes hashes, int most) {
        gauge("parley.passwords.waiting", hashes::waiting);
        gauge("parley.passwords.waiting.max", () -> most);
        return this;
    }

    NodeMetrics ready(BooleanSupplier ready) {
        gauge("parley.ready", () -> flag(ready.getAsBoolean()));
        return this;
    }

    private void gauge(String name, Supplier<Number> value) {
        Gauge.builder(name, value).register(registry);
    }

    /** @param of lives as long as the node: the registry does not keep it */
    private <T> void counter(String name, T of, ToDoubleFunction<T> value) {
        FunctionCounter.builder(name, of, value).register(registry);
    }

    private static int flag(boolean holds) {
        return holds ? 1 : 0;
    }
}
