package dev.parley.cluster;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/**
 * How long one step of a signal or request takes, as a histogram {@code parley.step}: measured for the first and then for one of
 * 64, so that measuring costs a signal next to nothing. Confined to one lane; lanes share the histogram of a step.
 */
public final class StepTimer {
    /** What {@link #begin} gives when this one is not measured. */
    public static final long UNMEASURED = 0;

    private static final int ONE_OF = 64;
    private static final Duration[] BUCKETS = LongStream.of(
                    100, 250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000,
                    2_500_000, 5_000_000)
            .mapToObj(micros -> Duration.ofNanos(TimeUnit.MICROSECONDS.toNanos(micros)))
            .toArray(Duration[]::new);

    private final Timer timer;
    private int counted;

    /** @param step a constant word: signal, owner, write, request */
    public StepTimer(MeterRegistry registry, String step) {
        this.timer = histogram("parley.step").tag("step", step).register(registry);
    }

    /** A timer with the buckets of all steps, from 0.1 ms to 5 s. */
    public static Timer.Builder histogram(String name) {
        return Timer.builder(name).serviceLevelObjectives(BUCKETS);
    }

    /** @return for {@link #end}; {@link #UNMEASURED} for most */
    public long begin() {
        return counted++ % ONE_OF == 0 ? Math.max(1, System.nanoTime()) : UNMEASURED;
    }

    /** Ends a step that {@link #begin} began, measured or not. */
    public void end(long began) {
        if (began != UNMEASURED) {
            timer.record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
        }
    }
}
