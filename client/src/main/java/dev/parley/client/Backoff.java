package dev.parley.client;

import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: exponential with full jitter, so that a thousand clients that lost one node
 * do not come back in one instant (Brooker, "Exponential Backoff And Jitter", 2015).
 */
@FunctionalInterface
public interface Backoff {
    /** Milliseconds before attempt {@code attempt}, which counts from 1 after each success. */
    long delayMs(int attempt);

    /** At most {@code firstMs}, then twice that, and so on up to {@code maxMs}. */
    static Backoff exponential(long firstMs, long maxMs, RandomGenerator random) {
        return attempt -> {
            long bound = Math.min(maxMs, firstMs << Math.min(attempt - 1, 20));
            return random.nextLong(bound + 1);
        };
    }
}
