package dev.parley.feed;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.Code;
import dev.parley.protocol.Fields;
import dev.parley.protocol.Json;
import dev.parley.protocol.Limits;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.feed.Feed;
import dev.parley.storage.Events;
import io.vertx.core.Future;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Pages of the feed for readers, who may wait for the next event. Confined to the feed's event loop. */
final class FeedReads {
    static final int WAIT_MAX_SECONDS = 30;
    private static final int PAGE = 100;
    private static final String LATEST = "latest";

    private final Events events;
    private final Tail tail;
    private final LongSupplier monotonicMs;

    FeedReads(Events events, Tail tail, LongSupplier monotonicMs) {
        this.events = events;
        this.tail = tail;
        this.monotonicMs = monotonicMs;
    }

    private record Ask(long after, Set<Feed> feeds, int limit, long until) {}

    /** Body {@code {after?, wait?, limit?, feeds}}: answers {@code {events, next}}. */
    Future<ObjectNode> read(Fields body) {
        Set<Feed> feeds = EnumSet.noneOf(Feed.class);
        body.json().withArray("feeds").forEach(name -> feeds.add(Feed.of(name.asText())));
        int limit = (int) body.integerOr("limit", 1, Events.PAGE_MAX, PAGE);
        long wait = TimeUnit.SECONDS.toMillis(body.integerOr("wait", 0, WAIT_MAX_SECONDS, 0));
        if (body.has("after") && body.json().get("after").asText().equals(LATEST)) {
            return events.head().map(head -> answer(Json.newObject(), head));
        }
        long after = body.integerOr("after", 0, Limits.MAX_SAFE_INTEGER, 0);
        return page(new Ask(after, feeds, limit, monotonicMs.getAsLong() + wait));
    }

    private Future<ObjectNode> page(Ask ask) {
        return events.page(ask.after, ask.feeds, ask.limit).compose(page -> {
            check(ask.after, page);
            long left = ask.until - monotonicMs.getAsLong();
            return page.events().isEmpty() && left > 0
                    ? tail.grown(page.head(), ask.feeds, left).compose(v -> page(ask))
                    : Future.succeededFuture(told(page));
        });
    }

    private static void check(long after, Events.Page page) {
        if (after > page.head()) {
            throw Refusal.invalid("after is beyond the last event, which is " + page.head()
                    + ". Use the next of an answer, or latest.");
        }
        if (after != 0 && after < page.floor()) {
            throw new Refusal(
                    Code.CURSOR_EXPIRED,
                    "Events up to " + page.floor()
                            + " have been deleted. Forget what you have and begin with after=0.");
        }
    }

    private static ObjectNode told(Events.Page page) {
        ObjectNode answer = Json.newObject();
        ArrayNode list = answer.putArray("events");
        page.events().forEach(told -> list.add(told.json()));
        long next = page.events().isEmpty()
                ? page.head()
                : page.events().get(page.events().size() - 1).position();
        return answer.put("next", next);
    }

    private static ObjectNode answer(ObjectNode answer, long next) {
        answer.putArray("events");
        return answer.put("next", next);
    }
}
