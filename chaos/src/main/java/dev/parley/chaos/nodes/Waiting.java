package dev.parley.chaos.nodes;

import dev.parley.load.server.BenchException;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** How the thread that runs the faults waits; never for event loops. */
public final class Waiting {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long LOOK_NANOS = 50_000_000;
    /** So that looking costs a tenth of a core: the nodes need the rest. */
    private static final long REST = 10;

    private Waiting() {}

    /** The result, within a minute. @throws BenchException when it comes too late; what failed fails as it did */
    public static <T> T on(Future<T> future) {
        try {
            return future.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new BenchException("nothing came within " + PATIENCE.toSeconds() + " s");
        }
    }

    /** Looks again and again, the less often the longer a look takes. @return whether it came true in time */
    public static boolean until(BooleanSupplier condition, Duration within) {
        long deadline = System.nanoTime() + within.toNanos();
        while (true) {
            long from = System.nanoTime();
            if (condition.getAsBoolean()) {
                return true;
            }
            long now = System.nanoTime();
            if (now > deadline) {
                return false;
            }
            pause(Duration.ofNanos(Math.max(LOOK_NANOS, REST * (now - from))));
        }
    }

    public static void pause(Duration time) {
        try {
            TimeUnit.NANOSECONDS.sleep(Math.max(0, time.toNanos()));
        } catch (InterruptedException interrupted) {
            throw new BenchException("interrupted");
        }
    }
}
