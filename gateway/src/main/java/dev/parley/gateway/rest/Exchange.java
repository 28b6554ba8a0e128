package dev.parley.gateway.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.gateway.session.Bodies;
import dev.parley.protocol.Json;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.Slice;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;

/** What every route reads and writes alike. */
final class Exchange {
    private Exchange() {}

    /** The body as an object; empty when there is none. */
    static ObjectNode body(RoutingContext ctx) {
        Buffer buffer = ctx.body().buffer();
        return buffer == null || buffer.length() == 0
                ? Json.newObject()
                : Bodies.read(Slice.of(buffer.getBytes())).json();
    }

    /** The body as it came; empty when there is none. */
    static Slice bytes(RoutingContext ctx) {
        Buffer buffer = ctx.body().buffer();
        return buffer == null ? Slice.EMPTY : Slice.of(buffer.getBytes());
    }

    /** {@code limit} and {@code cursor} of the query. */
    static ObjectNode page(RoutingContext ctx) {
        ObjectNode query = Json.newObject();
        String limit = ctx.request().getParam("limit");
        String cursor = ctx.request().getParam("cursor");
        if (limit != null) {
            query.put("limit", number(limit));
        }
        if (cursor != null) {
            query.put("cursor", cursor);
        }
        return query;
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException notANumber) {
            throw Refusal.invalid("limit must be an integer.");
        }
    }

    static void json(RoutingContext ctx, int status, Slice body) {
        ctx.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-store")
                .end(Buffer.buffer(body.copy()));
    }
}
