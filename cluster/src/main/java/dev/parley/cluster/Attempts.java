package dev.parley.cluster;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Slows down guessing: beyond some attempts that failed within 15 minutes, each further one for the same key waits twice
 * as long as the last, 1 s at first and 15 min at most. An attempt counts as failed from its begin on, so that many at
 * once get no further than one after the other. Remembers the 10,000 keys that were tried last. Confined to one lane.
 */
public final class Attempts {
    static final long WINDOW_MS = 15 * 60_000L;
    static final int KEYS_MAX = 10_000;

    private static final long FIRST_WAIT_MS = 1_000;
    private static final int DOUBLINGS_MAX = 10;

    private final int free;
    private final LongSupplier monotonicMs;
    private final Map<String, Tries> tries = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Tries> eldest) {
            return size() > KEYS_MAX;
        }
    };

    /** @param free failed attempts within 15 minutes that cost nothing */
    public Attempts(int free, LongSupplier monotonicMs) {
        this.free = free;
        this.monotonicMs = monotonicMs;
    }

    /** @return 0 when the attempt may be made, and counts; else the milliseconds to wait, and nothing is counted */
    public long begin(String key) {
        long now = monotonicMs.getAsLong();
        Tries known = tries.get(key);
        if (known == null || known.isOver(now, free)) {
            tries.put(key, new Tries(1, now, now));
            return 0;
        }
        long wait = known.lastMs + pause(known.count) - now;
        if (wait > 0) {
            return wait;
        }
        tries.put(key, new Tries(known.count + 1, known.firstMs, now));
        return 0;
    }

    /** The right password was given: the key begins anew. */
    public void succeeded(String key) {
        tries.remove(key);
    }

    /** The attempt came to nothing, for a reason that says nothing about the password. */
    public void withdrawn(String key) {
        tries.computeIfPresent(
                key, (k, known) -> known.count <= 1 ? null : new Tries(known.count - 1, known.firstMs, known.lastMs));
    }

    int keys() {
        return tries.size();
    }

    private long pause(int count) {
        return count < free ? 0 : Math.min(WINDOW_MS, FIRST_WAIT_MS << Math.min(count - free, DOUBLINGS_MAX));
    }

    private record Tries(int count, long firstMs, long lastMs) {
        /** Few tries are forgotten 15 minutes after the first of them, many only after 15 minutes of quiet. */
        private boolean isOver(long now, int free) {
            return now - (count < free ? firstMs : lastMs) >= WINDOW_MS;
        }
    }
}
