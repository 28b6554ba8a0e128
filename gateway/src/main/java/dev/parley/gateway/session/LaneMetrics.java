package dev.parley.gateway.session;

import dev.parley.cluster.LaneRouter;
import dev.parley.cluster.StepTimer;
import dev.parley.protocol.CloseReason;
import dev.parley.protocol.Refusal;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * What one lane of sockets counts. Confined to its event loop, except that a scrape reads the sums; the registry's counters
 * are shared by all lanes of a node.
 */
public final class LaneMetrics {
    private final MeterRegistry registry;
    private final Map<String, Counter> openings = new HashMap<>();
    private final Map<String, Counter> resumes = new HashMap<>();
    private final Map<String, Counter> closes = new HashMap<>();
    private final AtomicLong sockets = new AtomicLong();
    private final AtomicLong sessions = new AtomicLong();
    private final AtomicLong opening = new AtomicLong();
    private final AtomicLong waiting = new AtomicLong();
    private final AtomicLong pending = new AtomicLong();
    private final AtomicLong retries = new AtomicLong();
    private final AtomicLong accepted = new AtomicLong();
    private final Timer lateness;
    final StepTimer signal;
    final StepTimer write;
    final StepTimer request;

    /** @param lane the lane's number, the one tag that its gauges have */
    public LaneMetrics(MeterRegistry registry, int lane) {
        this.registry = registry;
        this.signal = new StepTimer(registry, "signal");
        this.write = new StepTimer(registry, "write");
        this.request = new StepTimer(registry, "request");
        this.lateness = StepTimer.histogram("parley.lane.late").register(registry);
        gauge("parley.sockets", lane, sockets);
        gauge("parley.sessions", lane, sessions);
        gauge("parley.openings.running", lane, opening);
        gauge("parley.openings.waiting", lane, waiting);
        gauge("parley.requests.pending", lane, pending);
        counter("parley.router.retries", lane, retries);
        counter("parley.sockets.accepted", lane, accepted);
        // counters that begin at 0 show their first increase, too
        Stream.of("new", "resumed").forEach(result -> of(openings, "parley.openings", "result", result));
        Stream.of("resumed", "resync", "gone", "failed")
                .forEach(result -> of(resumes, "parley.resumes", "result", result));
        of(closes, "parley.sockets.closed", "reason", word(null));
        Stream.of(CloseReason.values()).forEach(reason -> of(closes, "parley.sockets.closed", "reason", word(reason)));
    }

    private void gauge(String name, int lane, AtomicLong value) {
        Gauge.builder(name, value::get).tag("lane", Integer.toString(lane)).register(registry);
    }

    private void counter(String name, int lane, AtomicLong value) {
        FunctionCounter.builder(name, value, AtomicLong::doubleValue)
                .tag("lane", Integer.toString(lane))
                .register(registry);
    }

    /** A connection came; it may be refused yet. */
    void accepted() {
        accepted.incrementAndGet();
    }

    /** @param reason null when the client went by itself, or its connection was lost */
    void closed(CloseReason reason) {
        of(closes, "parley.sockets.closed", "reason", word(reason)).increment();
    }

    private static String word(CloseReason reason) {
        return reason == null ? "client" : reason.name().toLowerCase(Locale.ROOT);
    }

    /** @param failure null when it succeeded */
    void opened(boolean resumed, Throwable failure) {
        String result = failure != null ? Refusal.of(failure).code().wire() : resumed ? "resumed" : "new";
        of(openings, "parley.openings", "result", result).increment();
    }

    /** @param result resumed, resync or gone: what became of one room that a resume named; or failed */
    void resumed(String result) {
        of(resumes, "parley.resumes", "result", result).increment();
    }

    private Counter of(Map<String, Counter> counters, String name, String tag, String value) {
        Counter counter = counters.get(value);
        if (counter == null) {
            counter = registry.counter(name, tag, value);
            counters.put(value, counter);
        }
        return counter;
    }

    /** By how much a timer of the lane came later than it was due. */
    public void late(long nanos) {
        lateness.record(Math.max(0, nanos), TimeUnit.NANOSECONDS);
    }

    /** To be called every second on the lane. */
    void sizes(Sessions all, Admission admission, LaneRouter router) {
        sockets.set(all.size());
        sessions.set(all.peers());
        opening.set(admission.running());
        waiting.set(admission.waiting());
        pending.set(router.pending());
        retries.set(router.retries());
    }
}
