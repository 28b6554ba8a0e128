package dev.parley.gateway.rest;

import dev.parley.protocol.Code;
import dev.parley.protocol.IceServers;
import dev.parley.protocol.Json;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.lane.Actor;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;

/** {@code GET /api/v1/ice-servers}: credentials for the TURN servers, for whoever shows a session or an access token. */
final class IceRoute {
    private final IceServers servers;
    private final Callers callers;

    IceRoute(IceServers servers, Callers callers) {
        this.servers = servers;
        this.callers = callers;
    }

    void mount(Router router) {
        router.get("/api/v1/ice-servers").handler(this::servers);
    }

    private void servers(RoutingContext ctx) {
        callers.of(ctx.request())
                .map(caller -> subject(caller.actor()))
                .map(subject -> servers.forPeer(subject, TimeUnit.MILLISECONDS.toSeconds(System.currentTimeMillis())))
                .onSuccess(issued -> ctx.response()
                        .putHeader("Content-Type", "application/json")
                        .putHeader("Cache-Control", "no-store")
                        .end(Buffer.buffer(Json.bytes(issued.json()))))
                .onFailure(ctx::fail);
    }

    /** Whom the credentials are for: it stands in their name, so that an abuse at the TURN server has an origin. */
    private static String subject(Actor actor) {
        if (!actor.peerId().isEmpty()) {
            return actor.peerId();
        }
        if (actor.user() == null) {
            throw new Refusal(
                    Code.TOKEN_INVALID, "Send Authorization: Bearer with an access token or a session's resume token.");
        }
        return actor.user().id();
    }
}
