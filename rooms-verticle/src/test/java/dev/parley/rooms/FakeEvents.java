package dev.parley.rooms;

import dev.parley.cluster.EventSink;
import dev.parley.protocol.feed.Feed;
import dev.parley.protocol.feed.FeedEvent;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A feed in memory that can be full. */
final class FakeEvents implements EventSink {
    final List<FeedEvent> told = new ArrayList<>();
    final List<String> open = new ArrayList<>();
    boolean full;

    @Override
    public boolean offer(FeedEvent event) {
        return !full && told.add(event);
    }

    @Override
    public Future<List<String>> open(Feed feed, Collection<Integer> partitions) {
        return Future.succeededFuture(List.copyOf(open));
    }

    List<String> types() {
        return told.stream().map(FeedEvent::type).toList();
    }

    FeedEvent last() {
        return told.get(told.size() - 1);
    }
}
