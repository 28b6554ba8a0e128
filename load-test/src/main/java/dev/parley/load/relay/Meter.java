package dev.parley.load.relay;

import dev.parley.load.server.CpuTime;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Counts what ends between {@link #start} and {@link #stop}. Confined to the generator's loop. */
final class Meter {
    private static final long LONGEST = TimeUnit.MINUTES.toNanos(1);
    private static final int DIGITS = 3;

    private final List<Long> pids;
    private Histogram ack = new Histogram(LONGEST, DIGITS);
    private Histogram delivery = new Histogram(LONGEST, DIGITS);
    private boolean running;
    private long signals;
    private long refused;
    private long startedAt;
    private double seconds;
    private CpuTime cpu;

    /** @param pids of the servers */
    Meter(List<Long> pids) {
        this.pids = pids;
    }

    void start() {
        ack = new Histogram(LONGEST, DIGITS);
        delivery = new Histogram(LONGEST, DIGITS);
        signals = 0;
        refused = 0;
        startedAt = System.nanoTime();
        cpu = CpuTime.of(pids);
        running = true;
    }

    void stop() {
        running = false;
        cpu = CpuTime.of(pids).since(cpu);
        seconds = (System.nanoTime() - startedAt) / 1e9;
    }

    void delivered(long nanos) {
        if (running) {
            delivery.recordValue(bounded(nanos));
        }
    }

    void acknowledged(long nanos) {
        if (running) {
            signals++;
            ack.recordValue(bounded(nanos));
        }
    }

    /** Refusals count at any time: none is expected. */
    void refused() {
        refused++;
    }

    Window window(long lost) {
        return new Window(seconds, cpu, signals, refused, lost, ack, delivery);
    }

    private static long bounded(long nanos) {
        return Math.max(0, Math.min(LONGEST, nanos));
    }
}
