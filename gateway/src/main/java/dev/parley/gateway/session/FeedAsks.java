package dev.parley.gateway.session;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.Code;
import dev.parley.protocol.Grants;
import dev.parley.protocol.Json;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.Slice;
import dev.parley.protocol.feed.Feed;
import io.vertx.core.Future;
import java.util.Arrays;
import java.util.List;

/** Requests about the feed of events: whether the caller may, and then to this node's feed. */
public final class FeedAsks {
    /** What a service's token has to cover to see and change webhooks. */
    public static final String WEBHOOKS = "webhooks";

    /** The address of requests for pages. */
    public static final String READ = "events.request.read";

    private final Local feed;

    /** This node's feed; fails with the {@link Refusal} that the client is to get. */
    @FunctionalInterface
    public interface Local {
        Future<Slice> ask(String op, Slice body);
    }

    public FeedAsks(Local feed) {
        this.feed = feed;
    }

    /** Body {@code {after?, wait?, limit?, feed?}}; without {@code feed} all that the token is for. */
    public Future<Slice> read(Grants grants, ObjectNode body) {
        return Future.succeededFuture().compose(begin -> {
            List<Feed> feeds = body.hasNonNull("feed")
                    ? List.of(Feed.of(body.get("feed").asText()))
                    : Arrays.stream(Feed.values())
                            .filter(one -> grants.mayUse(one.address()))
                            .toList();
            if (feeds.isEmpty()) {
                throw new Refusal(
                        Code.ACCESS_DENIED,
                        "Events are for services. Get a token whose grants.service covers events.>.");
            }
            feeds.forEach(one -> grants.requireAddress(one.address()));
            ObjectNode asked = body.deepCopy();
            // whatever the body said
            ArrayNode names = asked.putArray("feeds");
            feeds.forEach(one -> names.add(one.wire()));
            return feed.ask("read", Json.slice(asked));
        });
    }

    /** What: create, list, update, delete, dead, replay. The token has to cover the webhook's feeds, too. */
    public Future<Slice> webhooks(Grants grants, String what, ObjectNode body) {
        return Future.succeededFuture().compose(begin -> {
            grants.requireAddress(WEBHOOKS);
            ObjectNode asked = body.deepCopy();
            // whatever the body said
            ArrayNode covers = asked.putArray("covers");
            Arrays.stream(Feed.values())
                    .filter(one -> grants.mayUse(one.address()))
                    .forEach(one -> covers.add(one.wire()));
            return feed.ask("webhooks." + what, Json.slice(asked));
        });
    }
}
