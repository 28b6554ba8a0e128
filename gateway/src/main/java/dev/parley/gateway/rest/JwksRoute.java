package dev.parley.gateway.rest;

import dev.parley.gateway.session.Tokens;
import dev.parley.protocol.Json;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** The public keys of access tokens as a JWK set (RFC 7517), for whoever wants to verify them without asking. */
final class JwksRoute {
    /** Shorter than a new key waits before it signs, so that nobody meets a key that the set did not have. */
    private static final String CACHE = "public, max-age=30";

    private final Tokens tokens;

    JwksRoute(Tokens tokens) {
        this.tokens = tokens;
    }

    void mount(Router router) {
        router.get("/.well-known/jwks.json").handler(this::keys);
    }

    private void keys(RoutingContext ctx) {
        ctx.response()
                .putHeader("Content-Type", "application/jwk-set+json")
                .putHeader("Cache-Control", CACHE)
                .putHeader("Access-Control-Allow-Origin", "*")
                .end(Buffer.buffer(Json.bytes(tokens.jwks())));
    }
}
