package dev.parley.gateway.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.gateway.session.RoomAsks;
import dev.parley.protocol.Json;
import dev.parley.protocol.Slice;
import dev.parley.protocol.lane.Op;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Function;

/** The REST of rooms: each route is one request to the room's owner. */
final class RoomRoutes {
    private static final String LOCATION = "/api/v1/rooms/";

    private final RoomAsks rooms;
    private final Callers callers;

    RoomRoutes(RoomAsks rooms, Callers callers) {
        this.rooms = rooms;
        this.callers = callers;
    }

    Router router(Vertx vertx) {
        Router router = Router.router(vertx);
        router.get("/").handler(ctx -> ask(ctx, Op.LIST, Exchange::page, this::ok));
        router.post("/").handler(ctx -> ask(ctx, Op.CREATE, Exchange::body, this::created));
        router.get("/:id").handler(ctx -> ask(ctx, Op.GET, RoomRoutes::nothing, this::tagged));
        router.patch("/:id").handler(ctx -> ask(ctx, Op.UPDATE, Exchange::body, this::ok));
        router.delete("/:id").handler(ctx -> ask(ctx, Op.DELETE, RoomRoutes::nothing, this::done));
        router.post("/:id/broadcast").handler(this::broadcast);
        router.get("/:id/peers").handler(ctx -> ask(ctx, Op.PEERS, RoomRoutes::nothing, this::ok));
        router.delete("/:id/peers/:peer").handler(ctx -> ask(ctx, Op.KICK, named("peerId", "peer"), this::done));
        router.put("/:id/bans/:subject").handler(ctx -> ask(ctx, Op.BAN, named("subject", "subject"), this::done));
        router.delete("/:id/bans/:subject").handler(ctx -> ask(ctx, Op.UNBAN, named("subject", "subject"), this::done));
        return router;
    }

    private interface Success {
        void send(RoutingContext ctx, Slice body);
    }

    private void ask(RoutingContext ctx, Op op, Function<RoutingContext, ObjectNode> body, Success success) {
        callers.of(ctx.request())
                .compose(caller ->
                        rooms.ask(op, caller.actor(), caller.grants(), Json.slice(inRoom(ctx, body.apply(ctx)))))
                .onSuccess(result -> success.send(ctx, result.body()))
                .onFailure(ctx::fail);
    }

    /** The body's {@code data} is passed on as it came. */
    private void broadcast(RoutingContext ctx) {
        callers.of(ctx.request())
                .compose(caller ->
                        rooms.broadcast(ctx.pathParam("id"), caller.actor(), caller.grants(), Exchange.bytes(ctx)))
                .onSuccess(result -> ok(ctx, result.body()))
                .onFailure(ctx::fail);
    }

    private static ObjectNode nothing(RoutingContext ctx) {
        return Json.newObject();
    }

    private static Function<RoutingContext, ObjectNode> named(String field, String param) {
        return ctx -> Json.newObject().put(field, ctx.pathParam(param));
    }

    /** The path says which room it is about, whatever the body says. */
    private static ObjectNode inRoom(RoutingContext ctx, ObjectNode body) {
        String id = ctx.pathParam("id");
        return id == null ? body : body.put("roomId", id);
    }

    private void ok(RoutingContext ctx, Slice body) {
        Exchange.json(ctx, 200, body);
    }

    private void created(RoutingContext ctx, Slice body) {
        String id = Json.object(body).get("roomId").textValue();
        ctx.response().putHeader("Location", LOCATION + id);
        Exchange.json(ctx, 201, body);
    }

    private void tagged(RoutingContext ctx, Slice body) {
        String tag = "\"" + Integer.toHexString(java.util.Arrays.hashCode(body.copy())) + "\"";
        ctx.response().putHeader("ETag", tag);
        if (tag.equals(ctx.request().getHeader("If-None-Match"))) {
            ctx.response().setStatusCode(304).end();
        } else {
            Exchange.json(ctx, 200, body);
        }
    }

    private void done(RoutingContext ctx, Slice body) {
        ctx.response().setStatusCode(204).end();
    }
}
