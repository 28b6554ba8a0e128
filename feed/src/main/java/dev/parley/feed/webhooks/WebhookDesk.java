package dev.parley.feed.webhooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.Code;
import dev.parley.protocol.Fields;
import dev.parley.protocol.Ids;
import dev.parley.protocol.Json;
import dev.parley.protocol.Limits;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.Slice;
import dev.parley.protocol.feed.Feed;
import dev.parley.storage.DeadEvent;
import dev.parley.storage.Events;
import dev.parley.storage.Webhook;
import dev.parley.storage.Webhooks;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What services ask about webhooks. The gateway says in {@code covers} which feeds the caller's token is for: webhooks
 * with any other feed are not there for it. Confined to the feed's event loop.
 */
public final class WebhookDesk {
    private static final Set<String> CREATE = Set.of("url", "feeds", "types", "covers");
    private static final Set<String> UPDATE = Set.of("id", "url", "feeds", "types", "enabled", "covers");
    private static final Pattern TYPE = Pattern.compile("[a-z]{1,32}\\.[a-z]{1,32}");
    private static final int TYPES_MAX = 32;
    private static final int SECRET_BYTES = 32;

    private final Webhooks webhooks;
    private final Events events;
    private final Targets targets;
    private final int max;

    WebhookDesk(Webhooks webhooks, Events events, Targets targets, int max) {
        this.webhooks = webhooks;
        this.events = events;
        this.targets = targets;
        this.max = max;
    }

    /** Body {@code {url, feeds, types?}}: the webhook with its secret, which is never told again. */
    public Future<ObjectNode> create(Fields body) {
        body.only(CREATE);
        String url = body.text("url", 1, Targets.URL_MAX);
        Set<Feed> feeds = covered(feeds(body), body);
        List<String> types = types(body);
        return targets.judge(url).compose(target -> events.head()).compose(head -> {
            Webhook made = new Webhook(
                    "w_" + Ids.random(16), url, feeds, types, Ids.random(SECRET_BYTES), true, 0, head, 0, 0, null);
            return webhooks.create(made, max).compose(created -> {
                if (!created) {
                    throw new Refusal(
                            Code.NOT_ALLOWED, "There are " + max + " webhooks already. Delete one that is not needed.");
                }
                return webhooks.find(made.id()).map(found -> view(found).put("secret", found.secret()));
            });
        });
    }

    /** Those that the caller's token covers. */
    public Future<ObjectNode> list(Fields body) {
        Set<Feed> covers = names(body, "covers");
        return webhooks.all().map(all -> {
            ObjectNode answer = Json.newObject();
            ArrayNode list = answer.putArray("webhooks");
            all.stream().filter(one -> covers.containsAll(one.feeds())).forEach(one -> list.add(view(one)));
            return answer;
        });
    }

    /** Body {@code {id, url?, feeds?, types?, enabled?}}. */
    public Future<ObjectNode> update(Fields body) {
        body.only(UPDATE);
        return found(body).compose(now -> {
            String url = body.has("url") ? body.text("url", 1, Targets.URL_MAX) : now.url();
            Webhook changed = new Webhook(
                    now.id(),
                    url,
                    body.has("feeds") ? covered(feeds(body), body) : now.feeds(),
                    body.has("types") ? types(body) : now.types(),
                    now.secret(),
                    body.flagOr("enabled", now.enabled()),
                    now.createdAtMs(),
                    now.position(),
                    0,
                    0,
                    now.lastError());
            Future<?> judged = body.has("url") ? targets.judge(url) : Future.succeededFuture();
            return judged.compose(v -> webhooks.update(changed))
                    .compose(v -> found(body))
                    .map(WebhookDesk::view);
        });
    }

    public Future<ObjectNode> delete(Fields body) {
        return found(body).compose(now -> webhooks.delete(now.id())).map(v -> Json.newObject());
    }

    /** Body {@code {id, after?, limit?}}: {@code {events, next}}, oldest first. */
    public Future<ObjectNode> dead(Fields body) {
        long after = body.integerOr("after", 0, Limits.MAX_SAFE_INTEGER, 0);
        int limit = (int) body.integerOr("limit", 1, Webhooks.PAGE_MAX, Limits.LIST_PAGE);
        return found(body).compose(now -> webhooks.dead(now.id(), after, limit)).map(dead -> {
            ObjectNode answer = Json.newObject();
            ArrayNode list = answer.putArray("events");
            dead.forEach(one -> list.add(view(one)));
            return answer.put(
                    "next", dead.isEmpty() ? after : dead.get(dead.size() - 1).position());
        });
    }

    /** Sends once more what was put aside. */
    public Future<ObjectNode> replay(Fields body) {
        return found(body).compose(now -> webhooks.replay(now.id())).map(count -> Json.newObject()
                .put("events", count));
    }

    private Future<Webhook> found(Fields body) {
        Set<Feed> covers = names(body, "covers");
        return webhooks.find(body.text("id", 1, Limits.CHAT_ID)).map(found -> {
            if (found == null || !covers.containsAll(found.feeds())) {
                throw new Refusal(Code.WEBHOOK_UNKNOWN, "There is no such webhook.");
            }
            return found;
        });
    }

    private static Set<Feed> feeds(Fields body) {
        Set<Feed> feeds = names(body, "feeds");
        if (feeds.isEmpty()) {
            throw Refusal.invalid("feeds must be a list with one or more of rooms, calls, people.");
        }
        return feeds;
    }

    private static Set<Feed> covered(Set<Feed> feeds, Fields body) {
        if (!names(body, "covers").containsAll(feeds)) {
            throw new Refusal(Code.ACCESS_DENIED, "The token does not cover all of these feeds.");
        }
        return feeds;
    }

    private static Set<Feed> names(Fields body, String field) {
        Set<Feed> feeds = EnumSet.noneOf(Feed.class);
        JsonNode list = body.json().path(field);
        list.forEach(name -> feeds.add(Feed.of(name.asText())));
        return feeds;
    }

    private static List<String> types(Fields body) {
        List<String> types = new ArrayList<>();
        for (JsonNode type : body.json().path("types")) {
            if (!type.isTextual() || !TYPE.matcher(type.textValue()).matches() || types.size() == TYPES_MAX) {
                throw Refusal.invalid("types must be at most " + TYPES_MAX + " types of events, such as peer.joined.");
            }
            types.add(type.textValue());
        }
        return types;
    }

    private static ObjectNode view(Webhook webhook) {
        ObjectNode view = Json.newObject().put("id", webhook.id()).put("url", webhook.url());
        ArrayNode feeds = view.putArray("feeds");
        webhook.feeds().forEach(feed -> feeds.add(feed.wire()));
        ArrayNode types = view.putArray("types");
        webhook.types().forEach(types::add);
        return view.put("enabled", webhook.enabled())
                .put("createdAt", webhook.createdAtMs())
                .put("position", webhook.position())
                .put("attempts", webhook.attempts())
                .put("lastError", webhook.lastError());
    }

    private static ObjectNode view(DeadEvent dead) {
        ObjectNode view = Json.newObject()
                .put("position", dead.position())
                .put("attempts", dead.attempts())
                .put("error", dead.error())
                .put("diedAt", dead.diedAtMs())
                .put("again", dead.again());
        return view.set("event", Json.object(Slice.utf8(dead.event())));
    }
}
