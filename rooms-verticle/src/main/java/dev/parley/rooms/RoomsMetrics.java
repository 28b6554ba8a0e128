package dev.parley.rooms;

import dev.parley.cluster.GateMetrics;
import dev.parley.cluster.OutboxMetrics;
import dev.parley.cluster.PartitionGate;
import dev.parley.cluster.StepTimer;
import dev.parley.protocol.lane.Op;
import dev.parley.protocol.lane.Owner;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** What one rooms lane counts. Confined to its event loop; the registry's meters are shared by all lanes. */
final class RoomsMetrics {
    private final MeterRegistry registry;
    private final Map<String, Counter> signals = new HashMap<>();
    private final AtomicInteger rooms = new AtomicInteger();
    private final AtomicInteger peers = new AtomicInteger();
    private final AtomicInteger away = new AtomicInteger();
    private final AtomicInteger knocking = new AtomicInteger();
    private final AtomicLong ringBytes = new AtomicLong();
    private final GateMetrics gate;
    final OutboxMetrics outbox;
    final StepTimer owner;

    RoomsMetrics(MeterRegistry registry, int lane) {
        this.registry = registry;
        String tag = Integer.toString(lane);
        gauge("parley.rooms", tag, rooms::get);
        gauge("parley.peers", tag, peers::get);
        gauge("parley.peers.away", tag, away::get);
        gauge("parley.peers.knocking", tag, knocking::get);
        gauge("parley.ring.bytes", tag, ringBytes::get);
        // counters that begin at 0 show their first increase, too
        List.of("forwarded", "kept", "repeated").forEach(this::counter);
        Op.of(Owner.ROOMS).forEach(op -> counter(op, "ok"));
        this.owner = new StepTimer(registry, "owner");
        this.gate = new GateMetrics(registry, "rooms", lane);
        this.outbox = new OutboxMetrics(registry, "rooms", lane);
    }

    private void gauge(String name, String lane, Supplier<Number> value) {
        Gauge.builder(name, value).tag("lane", lane).register(registry);
    }

    /** @param result forwarded, kept, repeated, or the code of a refusal */
    void signal(String result) {
        counter(result).increment();
    }

    private Counter counter(String result) {
        Counter counter = signals.get(result);
        if (counter == null) {
            counter = registry.counter("parley.signals", "result", result);
            signals.put(result, counter);
        }
        return counter;
    }

    void request(Op op, String result) {
        counter(op, result).increment();
    }

    private Counter counter(Op op, String result) {
        return registry.counter("parley.room.requests", "op", op.name(), "result", result);
    }

    /** A message that came after nobody waited for its answer any more. */
    void expired() {
        registry.counter("parley.room.requests", "op", "expired", "result", "dropped")
                .increment();
    }

    /** To be called by every sweep, because a scrape comes on another thread. */
    void sizes(int roomCount, int peerCount) {
        rooms.set(roomCount);
        peers.set(peerCount);
    }

    /** To be called every second or so: a walk over the lane's members, so that a signal has nothing to add up. */
    void look(Collection<Room> all, PartitionGate gates, RoomArchive archive, long nowMs) {
        int absent = 0;
        int waiting = 0;
        long bytes = 0;
        for (Room room : all) {
            waiting += room.waiting().size();
            for (Member member : room.members()) {
                absent += member.isAway() ? 1 : 0;
                bytes += member.stream().bytes();
            }
        }
        away.set(absent);
        knocking.set(waiting);
        ringBytes.set(bytes);
        gate.show(gates);
        outbox.waiting(archive.unwritten(), nowMs);
    }
}
