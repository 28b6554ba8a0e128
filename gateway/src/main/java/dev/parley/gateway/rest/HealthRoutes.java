package dev.parley.gateway.rest;

import dev.parley.gateway.GatewayConfig;
import dev.parley.gateway.socket.ClientAddresses;
import dev.parley.protocol.Code;
import dev.parley.protocol.Json;
import dev.parley.protocol.Refusal;
import io.netty.util.NetUtil;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.InetAddress;

/** Liveness, readiness and metrics. */
final class HealthRoutes {
    private final Health health;
    private final ClientAddresses addresses;
    private final GatewayConfig config;

    HealthRoutes(Health health, ClientAddresses addresses, GatewayConfig config) {
        this.health = health;
        this.addresses = addresses;
        this.config = config;
    }

    void mount(Router router) {
        router.get("/health/live").handler(ctx -> status(ctx, 200, "up", null));
        router.get("/health/ready").handler(this::ready);
        router.get("/metrics").handler(this::metrics);
    }

    private void ready(RoutingContext ctx) {
        health.ready()
                .get()
                .onSuccess(reason ->
                        status(ctx, reason == null ? 200 : 503, reason == null ? "ready" : "not ready", reason))
                .onFailure(failure -> status(ctx, 503, "not ready", "the check failed"));
    }

    private static void status(RoutingContext ctx, int code, String status, String reason) {
        var body = Json.newObject().put("status", status);
        if (reason != null) {
            body.put("reason", reason);
        }
        ctx.response()
                .setStatusCode(code)
                .putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-store")
                .end(Buffer.buffer(Json.bytes(body)));
    }

    private void metrics(RoutingContext ctx) {
        if (!mayRead(addresses.of(ctx.request()))) {
            Problems.send(ctx, new Refusal(Code.ACCESS_DENIED, "Metrics are not open to this address."));
            return;
        }
        ctx.vertx()
                .executeBlocking(() -> health.metrics().get(), false)
                .onSuccess(text -> ctx.response()
                        .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                        .end(text))
                .onFailure(ctx::fail);
    }

    private boolean mayRead(String address) {
        InetAddress client = NetUtil.createInetAddressFromIpAddressString(address);
        return config.metricsForAll()
                || (client != null
                        && (client.isLoopbackAddress() || (config.metricsForPrivate() && client.isSiteLocalAddress())));
    }
}
