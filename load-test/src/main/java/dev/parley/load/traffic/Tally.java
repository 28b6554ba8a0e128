package dev.parley.load.traffic;

import dev.parley.client.RequestException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** Counts what one worker's peers see. The loops write, one thread takes; thread-safe. */
final class Tally {
    private final LongAdder connected = new LongAdder();
    private final LongAdder members = new LongAdder();
    private final LongAdder open = new LongAdder();
    private final LongAdder offered = new LongAdder();
    private final LongAdder accepted = new LongAdder();
    private final LongAdder delivered = new LongAdder();
    private final LongAdder skipped = new LongAdder();
    private final LongAdder departed = new LongAdder();
    private final Map<String, LongAdder> errors = new ConcurrentHashMap<>();
    private final Recorder acceptedIn = Histograms.recorder();
    private final Recorder deliveredIn = Histograms.recorder();
    private final Recorder late = Histograms.recorder();
    private final Recorder openedIn = Histograms.recorder();
    private final Recorder joinedIn = Histograms.recorder();

    void connected(int change) {
        connected.add(change);
    }

    void member(int change) {
        members.add(change);
    }

    void opened(long since) {
        Histograms.record(openedIn, System.nanoTime() - since);
    }

    void joined(long since) {
        Histograms.record(joinedIn, System.nanoTime() - since);
    }

    void skipped() {
        offered.increment();
        skipped.increment();
    }

    void sent(long dueAt) {
        offered.increment();
        open.increment();
        Histograms.record(late, System.nanoTime() - dueAt);
    }

    void accepted(long dueAt) {
        open.decrement();
        accepted.increment();
        Histograms.record(acceptedIn, System.nanoTime() - dueAt);
    }

    /** The recipient, or the sender itself, was on its way out. */
    void departed() {
        open.decrement();
        departed.increment();
    }

    void refused(Throwable why) {
        open.decrement();
        error("signal", why);
    }

    void delivered(long dueAt) {
        delivered.increment();
        Histograms.record(deliveredIn, System.nanoTime() - dueAt);
    }

    /** @param doing what failed, the first word of the error's name */
    void error(String doing, Throwable why) {
        error(doing + ": " + (why instanceof RequestException refused ? refused.code() : why.toString()), 1);
    }

    void error(String name, long times) {
        if (times > 0) {
            errors.computeIfAbsent(name, key -> new LongAdder()).add(times);
        }
    }

    /** Signals that are neither accepted nor refused. */
    long open() {
        return open.sum();
    }

    /** What came since the call before. */
    Tick take(Tick.Phase phase, int second) {
        return new Tick(
                phase,
                second,
                connected.sum(),
                members.sum(),
                offered.sumThenReset(),
                accepted.sumThenReset(),
                delivered.sumThenReset(),
                skipped.sumThenReset(),
                departed.sumThenReset(),
                takeErrors(),
                new Tick.Latency(take(acceptedIn), take(deliveredIn), take(late), take(openedIn), take(joinedIn)));
    }

    private Map<String, Long> takeErrors() {
        Map<String, Long> taken = new TreeMap<>();
        errors.forEach((name, count) -> {
            long times = count.sumThenReset();
            if (times > 0) {
                taken.put(name, times);
            }
        });
        return taken;
    }

    private static String take(Recorder recorder) {
        Histogram interval = recorder.getIntervalHistogram();
        return Histograms.encode(interval);
    }
}
