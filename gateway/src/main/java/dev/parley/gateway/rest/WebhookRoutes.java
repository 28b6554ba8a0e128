package dev.parley.gateway.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.gateway.session.FeedAsks;
import dev.parley.protocol.Json;
import dev.parley.protocol.Slice;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The REST of webhooks. */
final class WebhookRoutes {
    private static final String LOCATION = "/api/v1/webhooks/";

    private final FeedAsks feed;
    private final Callers callers;

    WebhookRoutes(FeedAsks feed, Callers callers) {
        this.feed = feed;
        this.callers = callers;
    }

    Router router(Vertx vertx) {
        Router router = Router.router(vertx);
        router.post("/").handler(ctx -> ask(ctx, "create", Exchange::body, WebhookRoutes::created));
        router.get("/").handler(ctx -> ask(ctx, "list", WebhookRoutes::nothing, WebhookRoutes::ok));
        router.patch("/:id").handler(ctx -> ask(ctx, "update", Exchange::body, WebhookRoutes::ok));
        router.delete("/:id").handler(ctx -> ask(ctx, "delete", WebhookRoutes::nothing, WebhookRoutes::done));
        router.get("/:id/dead").handler(ctx -> ask(ctx, "dead", WebhookRoutes::page, WebhookRoutes::ok));
        router.post("/:id/replay").handler(ctx -> ask(ctx, "replay", WebhookRoutes::nothing, WebhookRoutes::ok));
        return router;
    }

    private void ask(
            RoutingContext ctx,
            String what,
            Function<RoutingContext, ObjectNode> body,
            BiConsumer<RoutingContext, Slice> success) {
        callers.of(ctx.request())
                .compose(caller -> feed.webhooks(caller.grants(), what, ofId(ctx, body.apply(ctx))))
                .onSuccess(answer -> success.accept(ctx, answer))
                .onFailure(ctx::fail);
    }

    private static ObjectNode nothing(RoutingContext ctx) {
        return Json.newObject();
    }

    private static ObjectNode page(RoutingContext ctx) {
        return EventRoutes.query(ctx.request());
    }

    /** The path says which one it is about, whatever the body says. */
    private static ObjectNode ofId(RoutingContext ctx, ObjectNode body) {
        String id = ctx.pathParam("id");
        return id == null ? body : body.put("id", id);
    }

    private static void ok(RoutingContext ctx, Slice body) {
        Exchange.json(ctx, 200, body);
    }

    private static void created(RoutingContext ctx, Slice body) {
        ctx.response()
                .putHeader("Location", LOCATION + Json.object(body).path("id").asText());
        Exchange.json(ctx, 201, body);
    }

    private static void done(RoutingContext ctx, Slice body) {
        ctx.response().setStatusCode(204).end();
    }
}
