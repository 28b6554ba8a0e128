package dev.parley.feed;

import dev.parley.protocol.Refusal;
import dev.parley.protocol.feed.FeedEvent;
import dev.parley.protocol.feed.ToldEvent;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes events to the database, all of them or, while it is away, none. An event that the database will not have (a
 * fault of ours) is left out, so that it does not hold up all others. Confined to the feed's event loop.
 */
final class Recorder {
    private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);

    private final Function<List<FeedEvent>, Future<List<ToldEvent>>> append;
    private final Consumer<List<ToldEvent>> written;
    private final FeedMetrics metrics;

    /** @param written is given the events that are new, with their positions, after each commit */
    Recorder(
            Function<List<FeedEvent>, Future<List<ToldEvent>>> append,
            Consumer<List<ToldEvent>> written,
            FeedMetrics metrics) {
        this.append = append;
        this.written = written;
        this.metrics = metrics;
    }

    /** Repeating it is harmless. Fails with {@code unavailable} when it should be repeated. */
    Future<Void> record(List<FeedEvent> events) {
        return append.apply(events)
                .<Void>map(told -> {
                    metrics.written(told.size());
                    written.accept(told);
                    return null;
                })
                .recover(failure -> isAway(failure) ? Future.failedFuture(failure) : apart(events, failure));
    }

    private Future<Void> apart(List<FeedEvent> events, Throwable failure) {
        if (events.size() > 1) {
            int half = events.size() / 2;
            return record(events.subList(0, half)).compose(v -> record(events.subList(half, events.size())));
        }
        metrics.refused();
        FeedEvent event = events.get(0);
        LOG.error("the event {} of type {} is left out of the feed", event.id(), event.type(), failure);
        return Future.succeededFuture();
    }

    private static boolean isAway(Throwable failure) {
        return failure instanceof Refusal refusal && refusal.code().retryable();
    }
}
