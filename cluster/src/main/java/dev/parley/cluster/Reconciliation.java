package dev.parley.cluster;

import dev.parley.protocol.feed.Feed;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Ends in the feed what nobody remembers: its last event was lost with its owner, or with the whole cluster. What the
 * owner does not know in two looks is over. Confined to the owner's lane.
 */
public final class Reconciliation {
    /** Between looks, while an owner that died may still have left something. */
    public static final long SOON_MS = 5_000;

    public static final long SELDOM_MS = 60_000;

    private final EventSink sink;
    private final Feed feed;
    private final Keys keys;
    private final long patienceMs;
    private final LongSupplier monotonicMs;
    private Set<String> unknown = Set.of();
    private long lookedAt = Long.MIN_VALUE / 2;
    private boolean looking;

    /** What an owner has. */
    public interface Keys {
        /** The partitions that are loaded here. */
        Collection<Integer> partitions();

        /** When one was loaded last, by the monotonic clock. */
        long lastLoadedAt();

        /** Whether the key goes on here, or is not this owner's to say. */
        boolean knows(String key);

        /** Tells that the key is over. */
        void forgotten(String key);
    }

    /** @param patienceMs for so long after a load the owner may not know everything yet */
    public Reconciliation(EventSink sink, Feed feed, Keys keys, long patienceMs, LongSupplier monotonicMs) {
        this.sink = sink;
        this.feed = feed;
        this.keys = keys;
        this.patienceMs = patienceMs;
        this.monotonicMs = monotonicMs;
    }

    /** To be called every second. */
    public void look() {
        long now = monotonicMs.getAsLong();
        long loaded = now - keys.lastLoadedAt();
        long every = loaded < SELDOM_MS || !unknown.isEmpty() ? SOON_MS : SELDOM_MS;
        if (looking || loaded < patienceMs || now - lookedAt < every) {
            return;
        }
        looking = true;
        lookedAt = now;
        sink.open(feed, keys.partitions()).onSuccess(this::compare).onComplete(done -> looking = false);
    }

    private void compare(List<String> open) {
        Set<String> before = unknown;
        unknown = new HashSet<>();
        for (String key : open) {
            if (keys.knows(key)) {
                continue;
            }
            if (before.contains(key)) {
                keys.forgotten(key);
            } else {
                unknown.add(key);
            }
        }
    }
}
