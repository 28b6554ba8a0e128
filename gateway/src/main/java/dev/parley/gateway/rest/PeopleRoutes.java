package dev.parley.gateway.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.gateway.session.People;
import dev.parley.protocol.Json;
import dev.parley.protocol.Slice;
import dev.parley.protocol.lane.Op;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The REST of people and calls: the same requests as those of a socket. */
final class PeopleRoutes {
    private final People people;
    private final Callers callers;

    PeopleRoutes(People people, Callers callers) {
        this.people = people;
        this.callers = callers;
    }

    Router calls(Vertx vertx) {
        Router router = Router.router(vertx);
        router.post("/").handler(ctx -> ask(ctx, Op.CALL, Exchange::body, json(201)));
        router.get("/").handler(ctx -> ask(ctx, Op.HISTORY, Exchange::page, json(200)));
        router.get("/:id").handler(ctx -> ask(ctx, Op.CALL_RECORD, with("callId", "id"), json(200)));
        router.post("/:id/end").handler(ctx -> ask(ctx, Op.END, with("callId", "id"), json(200)));
        router.post("/:id/cancel").handler(ctx -> ask(ctx, Op.CANCEL, with("callId", "id"), json(200)));
        return router;
    }

    Router invitations(Vertx vertx) {
        Router router = Router.router(vertx);
        router.post("/:id/accept")
                .handler(ctx -> ask(
                        ctx,
                        Op.ANSWER,
                        with("invitationId", "id").andThen(body -> body.put("action", "accept")),
                        json(200)));
        router.post("/:id/reject").handler(ctx -> ask(ctx, Op.REJECT, with("invitationId", "id"), json(200)));
        return router;
    }

    Router people(Vertx vertx) {
        Router router = Router.router(vertx);
        router.get("/:username").handler(ctx -> ask(ctx, Op.PERSON, with("username", "username"), json(200)));
        router.put("/:username/block").handler(ctx -> ask(ctx, Op.BLOCK, with("username", "username"), json(200)));
        router.delete("/:username/block").handler(ctx -> ask(ctx, Op.UNBLOCK, with("username", "username"), json(200)));
        return router;
    }

    private void ask(
            RoutingContext ctx,
            Op op,
            Function<RoutingContext, ObjectNode> body,
            BiConsumer<RoutingContext, Slice> success) {
        callers.of(ctx.request())
                .compose(caller -> people.ask(op, caller.actor(), caller.grants(), Json.slice(body.apply(ctx))))
                .onSuccess(answer -> success.accept(ctx, answer))
                .onFailure(ctx::fail);
    }

    /** The path says what it is about, whatever the body says. */
    private static Function<RoutingContext, ObjectNode> with(String field, String param) {
        return ctx -> Exchange.body(ctx).put(field, ctx.pathParam(param));
    }

    private static BiConsumer<RoutingContext, Slice> json(int status) {
        return (ctx, body) -> Exchange.json(ctx, status, body);
    }
}
