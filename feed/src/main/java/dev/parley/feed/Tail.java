package dev.parley.feed;

import dev.parley.protocol.Code;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.feed.Feed;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;

/**
 * Readers that wait for the feed to grow. What this node writes wakes them at once; for what others write the end of the
 * feed is looked at, once for all of them, while anybody waits. Confined to the feed's event loop.
 */
final class Tail {
    static final long LOOK_MS = 250;

    private final Vertx vertx;
    private final LongFunction<Future<Map<Feed, Long>>> newest;
    private final int max;
    private final Set<Waiter> waiters = new HashSet<>();
    private final Map<Feed, Long> known = new EnumMap<>(Feed.class);
    private volatile int count;
    private long seen;
    private boolean looking;

    private record Waiter(long after, Set<Feed> feeds, Promise<Void> woken) {}

    /** @param newest asks for the last position of each feed that has any behind the given one */
    Tail(Vertx vertx, LongFunction<Future<Map<Feed, Long>>> newest, int max) {
        this.vertx = vertx;
        this.newest = newest;
        this.max = max;
    }

    /** How many wait. Any thread. */
    int waiting() {
        return count;
    }

    /**
     * Ends when one of the feeds has something behind a position, or after a time.
     *
     * @param after a last position of the whole feed
     * @param ms more than 0
     */
    Future<Void> grown(long after, Set<Feed> feeds, long ms) {
        if (waiters.size() >= max) {
            return Future.failedFuture(new Refusal(
                    Code.UNAVAILABLE, "Too many readers wait at this node. Ask without wait, or ask another node."));
        }
        if (waiters.isEmpty()) {
            seen = Math.max(seen, after);
        }
        Waiter waiter = new Waiter(after, feeds, Promise.promise());
        if (hasMore(waiter)) {
            return Future.succeededFuture();
        }
        long timer = vertx.setTimer(ms, t -> waiter.woken.tryComplete());
        waiters.add(waiter);
        count = waiters.size();
        return waiter.woken.future().onComplete(v -> {
            vertx.cancelTimer(timer);
            waiters.remove(waiter);
            count = waiters.size();
        });
    }

    private boolean hasMore(Waiter waiter) {
        return waiter.feeds.stream().anyMatch(feed -> known.getOrDefault(feed, 0L) > waiter.after);
    }

    /** The feed has an event at that position. */
    void reached(Feed feed, long position) {
        known.merge(feed, position, Math::max);
    }

    /** Wakes those for whom there is something. */
    void wake() {
        List.copyOf(waiters).stream().filter(this::hasMore).forEach(waiter -> waiter.woken.tryComplete());
    }

    /** To be called every {@link #LOOK_MS}. */
    void look() {
        if (looking || waiters.isEmpty()) {
            return;
        }
        looking = true;
        newest.apply(seen)
                .onSuccess(found -> {
                    found.forEach(this::reached);
                    found.values().forEach(position -> seen = Math.max(seen, position));
                    wake();
                })
                .onComplete(done -> looking = false);
    }
}
