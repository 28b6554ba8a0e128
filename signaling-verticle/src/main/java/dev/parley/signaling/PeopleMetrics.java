package dev.parley.signaling;

import dev.parley.cluster.GateMetrics;
import dev.parley.cluster.LaneRouter;
import dev.parley.cluster.OutboxMetrics;
import dev.parley.cluster.PartitionGate;
import dev.parley.protocol.lane.Op;
import dev.parley.protocol.lane.Owner;
import dev.parley.signaling.calls.CallLane;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;

/** What one lane of people counts. Confined to its event loop; the registry's meters are shared by all lanes. */
final class PeopleMetrics {
    private final MeterRegistry registry;
    private final AtomicInteger users = new AtomicInteger();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger errands = new AtomicInteger();
    private final AtomicInteger asked = new AtomicInteger();
    private final GateMetrics gate;
    private final OutboxMetrics outbox;

    PeopleMetrics(MeterRegistry registry, int lane) {
        this.registry = registry;
        this.gate = new GateMetrics(registry, "people", lane);
        this.outbox = new OutboxMetrics(registry, "calls", lane);
        gauge("parley.users", lane, users);
        gauge("parley.calls", lane, calls);
        gauge("parley.calls.errands", lane, errands);
        gauge("parley.people.pending", lane, asked);
        // counters that begin at 0 show their first increase, too
        Op.of(Owner.PEOPLE).forEach(op -> counter(op, "ok"));
    }

    private void gauge(String name, int lane, AtomicInteger value) {
        Gauge.builder(name, value::get).tag("lane", Integer.toString(lane)).register(registry);
    }

    void request(Op op, String result) {
        counter(op, result).increment();
    }

    private Counter counter(Op op, String result) {
        return registry.counter("parley.people.requests", "op", op.name(), "result", result);
    }

    /** To be called about once a second: a walk over the lane's calls. */
    void look(Presences presences, CallLane callLane, LaneRouter router, PartitionGate gates, long nowMs) {
        CallLane.Census census = callLane.census();
        users.set(presences.users());
        calls.set(census.live());
        errands.set(census.errands());
        asked.set(router.pending());
        outbox.waiting(census.unwritten(), nowMs);
        gate.show(gates);
    }
}
