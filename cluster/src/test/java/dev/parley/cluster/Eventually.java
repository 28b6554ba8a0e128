package dev.parley.cluster;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits for what other threads will do, and fails with what was seen last. */
final class Eventually {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private Eventually() {}

    interface Assertion {
        void check() throws Exception;
    }

    static void eventually(Assertion assertion) throws Exception {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            try {
                assertion.check();
                return;
            } catch (AssertionError | RuntimeException notYet) {
                if (System.nanoTime() > end) {
                    throw notYet;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            }
        }
    }
}
