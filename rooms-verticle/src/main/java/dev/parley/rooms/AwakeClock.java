package dev.parley.rooms;

import java.util.function.LongSupplier;

/**
 * The time that this lane was awake. Leases and resume windows run on it, so that an owner that was stopped or paused
 * does not blame its members for words that waited in its own buffers meanwhile. To be read at least every second.
 */
final class AwakeClock implements LongSupplier {
    /** More than this between two readings was sleep. */
    static final long STEP_MAX_MS = 3_000;

    private final LongSupplier monotonicMs;
    private long readAt;
    private long awake;

    AwakeClock(LongSupplier monotonicMs) {
        this.monotonicMs = monotonicMs;
        this.readAt = monotonicMs.getAsLong();
    }

    @Override
    public long getAsLong() {
        long now = monotonicMs.getAsLong();
        awake += Math.min(now - readAt, STEP_MAX_MS);
        readAt = now;
        return awake;
    }
}
