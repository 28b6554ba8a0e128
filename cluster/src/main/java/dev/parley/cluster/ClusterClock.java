package dev.parley.cluster;

import com.hazelcast.core.HazelcastInstanceNotActiveException;
import java.util.function.LongSupplier;

/**
 * The clock that the members agree on. Hazelcast takes it from the master's last heartbeat as it reads it, so a node that
 * wakes up from a pause reads old ones first and would be behind by as much as it slept: whatever it asks others for
 * would have expired before it is sent. A clock that goes back is therefore not believed until it has said so for longer
 * than the next heartbeat takes. May be read from any thread; a lost race costs one reading's precision.
 */
final class ClusterClock implements LongSupplier {
    /** Heartbeats come every second. */
    static final long DOUBTED_FOR_MS = 3_000;

    /** Heartbeats take their time, some more, some less. */
    private static final long JITTER_MS = 100;

    private static final long NEVER = Long.MAX_VALUE;

    private final LongSupplier source;
    private final LongSupplier monotonicMs;
    private volatile Belief belief;

    /** @param ahead of the monotonic clock @param doubtedAt when the source first said less, by the monotonic clock */
    private record Belief(long ahead, long doubtedAt) {}

    /** @param source milliseconds since 1970; may throw {@link HazelcastInstanceNotActiveException}, then the clock goes on by itself */
    ClusterClock(LongSupplier source, LongSupplier monotonicMs) {
        this.source = source;
        this.monotonicMs = monotonicMs;
        this.belief = new Belief(source.getAsLong() - monotonicMs.getAsLong(), NEVER);
    }

    @Override
    public long getAsLong() {
        long now = monotonicMs.getAsLong();
        Belief held = belief;
        Belief next = weigh(held, now);
        if (next != held) {
            belief = next;
        }
        return now + next.ahead;
    }

    private Belief weigh(Belief held, long now) {
        long ahead;
        try {
            ahead = source.getAsLong() - now;
        } catch (HazelcastInstanceNotActiveException left) {
            return held;
        }
        if (ahead > held.ahead) {
            return new Belief(ahead, NEVER);
        }
        if (ahead >= held.ahead - JITTER_MS) {
            return held.doubtedAt == NEVER ? held : new Belief(held.ahead, NEVER);
        }
        if (held.doubtedAt == NEVER) {
            return new Belief(held.ahead, now);
        }
        return now - held.doubtedAt > DOUBTED_FOR_MS ? new Belief(ahead, NEVER) : held;
    }
}
