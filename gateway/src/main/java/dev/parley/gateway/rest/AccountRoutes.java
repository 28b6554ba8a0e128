package dev.parley.gateway.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.gateway.session.Accounts;
import dev.parley.protocol.Json;
import dev.parley.protocol.Slice;
import dev.parley.protocol.lane.Op;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** The REST of accounts: the same requests as those of a socket. */
final class AccountRoutes {
    private final Accounts accounts;
    private final Callers callers;

    AccountRoutes(Accounts accounts, Callers callers) {
        this.accounts = accounts;
        this.callers = callers;
    }

    Router router(Vertx vertx) {
        Router router = Router.router(vertx);
        router.post("/register").handler(ctx -> ask(ctx, Op.REGISTER, 201));
        router.post("/login").handler(ctx -> ask(ctx, Op.LOGIN, 200));
        router.post("/refresh").handler(ctx -> ask(ctx, Op.REFRESH, 200));
        router.post("/password").handler(ctx -> ask(ctx, Op.PASSWORD, 200));
        router.post("/logout-all").handler(ctx -> ask(ctx, Op.LOGOUT_ALL, 200));
        router.post("/delete").handler(ctx -> ask(ctx, Op.DELETE_ACCOUNT, 200));
        return router;
    }

    private void ask(RoutingContext ctx, Op op, int status) {
        callers.of(ctx.request())
                .compose(caller -> accounts.ask(op, caller.actor(), body(ctx, op)))
                .onSuccess(answer -> Exchange.json(ctx, status, answer))
                .onFailure(ctx::fail);
    }

    /** To refresh the token of the header may be left out of the body. */
    private static Slice body(RoutingContext ctx, Op op) {
        ObjectNode body = Exchange.body(ctx);
        String token = Callers.bearer(ctx.request());
        if (op == Op.REFRESH && token != null && !body.has("token")) {
            body.put("token", token);
        }
        return Json.slice(body);
    }
}
