package dev.parley.cluster;

import dev.parley.protocol.feed.Feed;
import dev.parley.protocol.feed.FeedEvent;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;

/** Where owners of rooms, calls and people put the events that other services read. Thread-safe. */
public interface EventSink {
    /** Takes nothing and knows nothing: where there is no feed. */
    EventSink NONE = new EventSink() {
        @Override
        public boolean offer(FeedEvent event) {
            return true;
        }

        @Override
        public Future<List<String>> open(Feed feed, Collection<Integer> partitions) {
            return Future.succeededFuture(List.of());
        }
    };

    /**
     * Takes an event at once, in the order in which one thread offers them, and goes on with it by itself.
     *
     * @return false when too many wait for the database: then the event is lost, and the owner tells the whole state of
     *     its key once there is room again
     */
    boolean offer(FeedEvent event);

    /**
     * Keys of these partitions that go on as far as the record knows: what an owner does not know of them is over. Fails
     * with {@code unavailable} within 3 s when the record cannot be reached. Completes on the caller's context.
     */
    Future<List<String>> open(Feed feed, Collection<Integer> partitions);
}
