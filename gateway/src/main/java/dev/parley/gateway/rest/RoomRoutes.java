package dev.parley.gateway.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.gateway.session.RoomAsks;
import dev.parley.protocol.Code;
import dev.parley.protocol.Json;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.Slice;
import dev.parley.protocol.lane.Actor;
import dev.parley.protocol.lane.Op;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Predicate;

/** The REST of rooms: each route is one request to the room's owner. */
final class RoomRoutes {
    private static final String LOCATION = "/api/v1/rooms/";

    private final RoomAsks rooms;
    private final Callers callers;
    private final Predicate<String> mayAsk;

    /** @param mayAsk whether a client address may make one more request now */
    RoomRoutes(RoomAsks rooms, Callers callers, Predicate<String> mayAsk) {
        this.rooms = rooms;
        this.callers = callers;
        this.mayAsk = mayAsk;
    }

    Router router(Vertx vertx) {
        Router router = Router.router(vertx);
        router.get("/").handler(ctx -> ask(ctx, Op.LIST, page(ctx), this::ok));
        router.post("/").handler(ctx -> ask(ctx, Op.CREATE, body(ctx), this::created));
        router.get("/:id").handler(ctx -> ask(ctx, Op.GET, Json.newObject(), this::tagged));
        router.patch("/:id").handler(ctx -> ask(ctx, Op.UPDATE, body(ctx), this::ok));
        router.delete("/:id").handler(ctx -> ask(ctx, Op.DELETE, Json.newObject(), this::done));
        router.get("/:id/peers").handler(ctx -> ask(ctx, Op.PEERS, Json.newObject(), this::ok));
        router.delete("/:id/peers/:peer").handler(ctx -> ask(ctx, Op.KICK, named(ctx, "peerId", "peer"), this::done));
        router.put("/:id/bans/:subject").handler(ctx -> ask(ctx, Op.BAN, named(ctx, "subject", "subject"), this::done));
        router.delete("/:id/bans/:subject")
                .handler(ctx -> ask(ctx, Op.UNBAN, named(ctx, "subject", "subject"), this::done));
        return router;
    }

    private interface Success {
        void send(RoutingContext ctx, Slice body);
    }

    private void ask(RoutingContext ctx, Op op, ObjectNode body, Success success) {
        String id = ctx.pathParam("id");
        if (id != null) {
            body.put("roomId", id);
        }
        callers.of(ctx.request())
                .compose(actor -> {
                    limit(actor);
                    return rooms.ask(op, actor, Json.slice(body));
                })
                .onSuccess(result -> success.send(ctx, result.body()))
                .onFailure(ctx::fail);
    }

    private void limit(Actor actor) {
        if (!mayAsk.test(actor.address())) {
            throw new Refusal(Code.RATE_LIMITED, "Too many requests. Slow down and try again in a second.");
        }
    }

    private static ObjectNode body(RoutingContext ctx) {
        Buffer buffer = ctx.body().buffer();
        return buffer == null || buffer.length() == 0 ? Json.newObject() : Json.object(Slice.of(buffer.getBytes()));
    }

    private static ObjectNode page(RoutingContext ctx) {
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

    private static ObjectNode named(RoutingContext ctx, String field, String param) {
        return Json.newObject().put(field, ctx.pathParam(param));
    }

    private void ok(RoutingContext ctx, Slice body) {
        json(ctx, 200, body);
    }

    private void created(RoutingContext ctx, Slice body) {
        String id = Json.object(body).get("roomId").textValue();
        ctx.response().putHeader("Location", LOCATION + id);
        json(ctx, 201, body);
    }

    private void tagged(RoutingContext ctx, Slice body) {
        String tag = "\"" + Integer.toHexString(java.util.Arrays.hashCode(body.copy())) + "\"";
        ctx.response().putHeader("ETag", tag);
        if (tag.equals(ctx.request().getHeader("If-None-Match"))) {
            ctx.response().setStatusCode(304).end();
        } else {
            json(ctx, 200, body);
        }
    }

    private void done(RoutingContext ctx, Slice body) {
        ctx.response().setStatusCode(204).end();
    }

    private static void json(RoutingContext ctx, int status, Slice body) {
        ctx.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-store")
                .end(Buffer.buffer(body.copy()));
    }
}
