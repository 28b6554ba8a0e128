package dev.parley.feed.webhooks;

import java.util.random.RandomGenerator;

/** How long to wait before the next attempt: about twice as long each time, so that many do not come back at once. */
record Backoff(long firstMs, long maxMs, RandomGenerator random) {
    /** @param attempts that failed, 1 or more @return between half and all of the doubled time, ms */
    long afterMs(int attempts) {
        long whole = Math.min(maxMs, firstMs << Math.min(attempts - 1, 30));
        return whole / 2 + random.nextLong(whole / 2 + 1);
    }
}
