package dev.parley.gateway.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.gateway.session.FeedAsks;
import dev.parley.protocol.Json;
import dev.parley.protocol.Refusal;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** The REST of the feed of events. */
final class EventRoutes {
    private final FeedAsks feed;
    private final Callers callers;

    EventRoutes(FeedAsks feed, Callers callers) {
        this.feed = feed;
        this.callers = callers;
    }

    void read(RoutingContext ctx) {
        callers.of(ctx.request())
                .compose(caller -> feed.read(caller.grants(), query(ctx.request())))
                .onSuccess(page -> Exchange.json(ctx, 200, page))
                .onFailure(ctx::fail);
    }

    static ObjectNode query(HttpServerRequest request) {
        ObjectNode query = Json.newObject();
        for (String name : List.of("after", "wait", "limit")) {
            String value = request.getParam(name);
            if (value != null && name.equals("after") && value.equals("latest")) {
                query.put(name, value);
            } else if (value != null) {
                query.put(name, number(name, value));
            }
        }
        return request.getParam("feed") == null ? query : query.put("feed", request.getParam("feed"));
    }

    private static long number(String name, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException notANumber) {
            throw Refusal.invalid(name + " must be an integer.");
        }
    }
}
