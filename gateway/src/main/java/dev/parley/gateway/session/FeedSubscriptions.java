package dev.parley.gateway.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.gateway.frame.FrameWriter;
import dev.parley.protocol.Json;
import dev.parley.protocol.Limits;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.Slice;
import dev.parley.protocol.feed.Feed;
import io.vertx.core.Future;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * Sockets of services that follow a feed from a position on. Each event is sent when the socket has taken the one before, so
 * a slow reader is only behind. Confined to the lane.
 */
final class FeedSubscriptions {
    private static final int WAIT_SECONDS = 25;
    private static final int PAGE = 100;
    private static final long RETRY_MS = 1_000;
    private static final String LATEST = "latest";

    private final FeedAsks feed;
    private final Timers timers;
    private final int maxInFlight;
    private final Map<Session, Map<Feed, Subscription>> bySession = new HashMap<>();

    FeedSubscriptions(FeedAsks feed, Timers timers, int maxInFlight) {
        this.feed = feed;
        this.timers = timers;
        this.maxInFlight = maxInFlight;
    }

    /**
     * Begins, or begins anew.
     *
     * @param headers {@code {after?}}, the position; without it, and when they are no object, the end of the feed
     * @throws Refusal {@code access_denied} unless the token covers the feed, {@code invalid_argument}
     */
    void register(Session session, Feed asked, Slice headers) {
        session.grants().requireAddress(asked.address());
        Subscription fresh = new Subscription(session, asked, after(headers));
        Subscription before = bySession
                .computeIfAbsent(session, s -> new EnumMap<>(Feed.class))
                .put(asked, fresh);
        if (before != null) {
            before.over = true;
        }
        fresh.pull();
    }

    void unregister(Session session, Feed asked) {
        Subscription gone = bySession.getOrDefault(session, Map.of()).get(asked);
        if (gone != null) {
            gone.over = true;
            bySession.get(session).remove(asked);
        }
    }

    void closed(Session session) {
        Map<Feed, Subscription> gone = bySession.remove(session);
        if (gone != null) {
            gone.values().forEach(subscription -> subscription.over = true);
        }
    }

    /** A position, or {@code latest}. */
    private static String after(Slice headers) {
        boolean named = headers.array()[headers.from()] == '{';
        JsonNode after = named ? Json.object(headers).get("after") : null;
        String text = after == null || after.isNull() ? LATEST : after.asText();
        if (!text.equals(LATEST) && !text.matches("\\d{1,16}")) {
            throw Refusal.invalid("The header after must be a position of the feed, or latest.");
        }
        return text;
    }

    private final class Subscription {
        private final Session session;
        private final Feed of;
        private String after;
        private boolean over;

        private Subscription(Session session, Feed of, String after) {
            this.session = session;
            this.of = of;
            this.after = after;
        }

        private void pull() {
            if (over || session.isClosing()) {
                return;
            }
            ObjectNode body =
                    Json.newObject().put("feed", of.wire()).put("limit", PAGE).put("wait", WAIT_SECONDS);
            if (after.equals(LATEST)) {
                body.put("after", LATEST);
            } else {
                body.put("after", Math.min(Long.parseLong(after), Limits.MAX_SAFE_INTEGER));
            }
            feed.read(session.grants(), body)
                    .map(Json::object)
                    .compose(page -> send(page, 0)
                            .onSuccess(v -> after = page.path("next").asText()))
                    .onSuccess(v -> pull())
                    .onFailure(this::failed);
        }

        private Future<Void> send(ObjectNode page, int from) {
            JsonNode event = page.path("events").path(from);
            if (event.isMissingNode() || over) {
                return Future.succeededFuture();
            }
            return session.send(FrameWriter.rec(of.address(), event.toString()), maxInFlight)
                    .compose(v -> send(page, from + 1));
        }

        private void failed(Throwable failure) {
            Refusal refusal = Refusal.of(failure);
            if (over || session.isClosing()) {
                return;
            }
            if (refusal.code().retryable()) {
                timers.after(RETRY_MS, this::pull);
            } else {
                over = true;
                session.fail(of.address(), refusal, maxInFlight);
            }
        }
    }
}
