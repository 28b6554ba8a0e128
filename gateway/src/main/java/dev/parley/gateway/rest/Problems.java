package dev.parley.gateway.rest;

import dev.parley.protocol.Code;
import dev.parley.protocol.Json;
import dev.parley.protocol.Refusal;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Errors as problem documents (RFC 9457) with the codes of the wire contract. */
final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final int RETRY_AFTER_SECONDS = 1;

    private Problems() {}

    static void send(RoutingContext ctx, Refusal refusal) {
        Code code = refusal.code();
        if (code.retryable()) {
            ctx.response()
                    .putHeader(
                            "Retry-After",
                            Long.toString(Math.max(RETRY_AFTER_SECONDS, (refusal.retryAfterMs() + 999) / 1_000)));
        }
        byte[] body = Json.bytes(Json.newObject()
                .put("type", "about:blank")
                .put("title", code.wire().replace('_', ' '))
                .put("status", code.status())
                .put("code", code.wire())
                .put("detail", refusal.detail()));
        ctx.response()
                .setStatusCode(code.status())
                .putHeader("Content-Type", "application/problem+json")
                .end(Buffer.buffer(body));
    }

    /** A body that cannot be read to its end is not the server's failure either. */
    private static boolean isClients(RoutingContext ctx, int status) {
        return (status >= 400 && status < 500) || !ctx.request().isEnded();
    }

    /** What went wrong before or inside a route. A client that went away is owed no answer. */
    static void failed(RoutingContext ctx) {
        Throwable failure = ctx.failure();
        if (ctx.response().ended() || ctx.response().closed() || failure instanceof HttpClosedException) {
            return;
        }
        int status = failure instanceof HttpException http ? http.getStatusCode() : ctx.statusCode();
        if (failure instanceof Refusal refusal) {
            send(ctx, refusal);
        } else if (status == 413) {
            send(ctx, new Refusal(Code.FRAME_TOO_LARGE, "The request's body is too large."));
        } else if (isClients(ctx, status)) {
            send(ctx, Refusal.invalid("The request is not well formed."));
        } else {
            LOG.error("{} {} failed", ctx.request().method(), ctx.normalizedPath(), failure);
            send(ctx, Refusal.of(failure));
        }
    }
}
