package dev.parley.rooms;

import java.util.function.LongSupplier;

/** The two times of a lane. Confined to it; to be read at least every second. */
final class Clock {
    /** More than this between two readings was sleep. */
    static final long STEP_MAX_MS = 3_000;

    private final LongSupplier monotonicMs;
    private final LongSupplier clusterMs;
    private long readAt;
    private long awake;

    /**
     * @param monotonicMs milliseconds that only grow
     * @param clusterMs milliseconds since 1970 by the clock that the nodes agree on
     */
    Clock(LongSupplier monotonicMs, LongSupplier clusterMs) {
        this.monotonicMs = monotonicMs;
        this.clusterMs = clusterMs;
        this.readAt = monotonicMs.getAsLong();
    }

    /**
     * Milliseconds for which this lane was awake. Leases and resume windows run on it, so that an owner that was stopped
     * or paused does not blame its members for words that waited in its own buffers meanwhile.
     */
    long awakeMs() {
        long now = monotonicMs.getAsLong();
        awake += Math.min(now - readAt, STEP_MAX_MS);
        readAt = now;
        return awake;
    }

    /** Milliseconds since 1970, the same for every owner: what is kept in the cluster or told to clients. */
    long clusterMs() {
        return clusterMs.getAsLong();
    }
}
