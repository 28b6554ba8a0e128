package dev.parley.gateway.rest;

import dev.parley.cluster.NodeDirectory;
import dev.parley.gateway.GatewayConfig;
import dev.parley.gateway.session.Lane;
import dev.parley.gateway.session.Tokens;
import dev.parley.gateway.socket.ClientAddresses;
import dev.parley.gateway.socket.Origins;
import dev.parley.gateway.socket.Sockets;
import dev.parley.protocol.Code;
import dev.parley.protocol.Refusal;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.List;

/** Every HTTP route of a node, in the order in which they are tried. */
public final class HttpRouter {
    private static final String PREFLIGHT_SECONDS = "600";

    private final Origins origins;
    private final ClientAddresses addresses;
    private final GatewayConfig config;

    public HttpRouter(Origins origins, ClientAddresses addresses, GatewayConfig config) {
        this.origins = origins;
        this.addresses = addresses;
        this.config = config;
    }

    public Router create(
            Vertx vertx, Handler<RoutingContext> sockJs, Lane lane, Tokens tokens, NodeDirectory nodes, Health health) {
        Router router = Router.router(vertx);
        router.route().failureHandler(Problems::failed);
        new HealthRoutes(health, addresses, config).mount(router);
        DocumentRoutes.mount(router);
        router.route("/api/*").handler(ctx -> sendElsewhere(ctx, lane));
        router.route("/api/*").handler(this::checkOrigin);
        router.route(Sockets.PATH + "/*").handler(this::checkOrigin);
        BodyHandler bodies = BodyHandler.create(false).setBodyLimit(config.maxBodyBytes());
        for (String path : List.of("/api/*", Sockets.PATH + "/*")) {
            router.route(path).handler(HttpRouter::refuseForms);
            router.route(path).handler(bodies);
        }
        router.postWithRegex(Sockets.PATH + "/[^/]+/[^/]+/xhr").handler(HttpRouter::lastOfConnection);
        router.get(Sockets.PATH + "/iframe*").handler(HttpRouter::disarmed);
        // a mounted router goes by the path behind its route's: here by all of it
        router.route("/*").handler(ctx -> eventBus(ctx, sockJs));
        Callers callers = new Callers(tokens, lane.accounts(), addresses, lane::mayAsk);
        new JwksRoute(tokens).mount(router);
        new IceRoute(config.iceServers(), callers).mount(router);
        RoomRoutes rooms = new RoomRoutes(lane.rooms(), callers);
        PeopleRoutes people = new PeopleRoutes(lane.people(), callers);
        new TimelineRoute(lane.timelines(), callers).mount(router);
        router.route("/api/v1/auth*").subRouter(new AccountRoutes(lane.accounts(), callers).router(vertx));
        router.route("/api/v1/calls*").subRouter(people.calls(vertx));
        router.route("/api/v1/invitations*").subRouter(people.invitations(vertx));
        router.route("/api/v1/people*").subRouter(people.people(vertx));
        router.get("/api/v1/events").handler(new EventRoutes(lane.feed(), callers)::read);
        router.route("/api/v1/webhooks*").subRouter(new WebhookRoutes(lane.feed(), callers).router(vertx));
        router.route("/api/v1/rooms*").subRouter(rooms.router(vertx));
        router.route("/api/rooms*").subRouter(rooms.router(vertx));
        router.route("/api/v1/nodes*").subRouter(new NodeRoutes(vertx, nodes, callers).router());
        router.route("/api/*").handler(HttpRouter::unknown);
        new Pages(nodes).mount(router, vertx.fileSystem());
        return router;
    }

    /** A client that keeps the connection would send its next request into this node's end. */
    private static void sendElsewhere(RoutingContext ctx, Lane lane) {
        if (lane.isDraining()) {
            ctx.response().putHeader("Connection", "close");
        }
        ctx.next();
    }

    private static void refuseForms(RoutingContext ctx) {
        if (WellFormed.isForm(ctx.request())) {
            Problems.send(ctx, Refusal.invalid("The body must be JSON, not a form."));
        } else {
            ctx.next();
        }
    }

    private static void eventBus(RoutingContext ctx, Handler<RoutingContext> sockJs) {
        if (ctx.normalizedPath().startsWith(Sockets.PATH)) {
            sockJs.handle(ctx);
        } else {
            ctx.next();
        }
    }

    private static void unknown(RoutingContext ctx) {
        ctx.response()
                .setStatusCode(404)
                .putHeader("Content-Type", "application/problem+json")
                .end("{\"type\":\"about:blank\",\"title\":\"not found\",\"status\":404,\"code\":\"not_found\","
                        + "\"detail\":\"There is nothing at this path.\"}");
    }

    /** The SockJS handler closes the connection after each poll; a client that is not told sends its next poll into it. */
    private static void lastOfConnection(RoutingContext ctx) {
        ctx.response().putHeader("Connection", "close");
        ctx.next();
    }

    /**
     * SockJS's page for browsers of long ago: a foreign page could frame it and speak through it with this server's own
     * origin, and it loads a script from elsewhere. It is there, but it runs nothing and nobody may frame it.
     */
    private static void disarmed(RoutingContext ctx) {
        ctx.response()
                .putHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
                .putHeader("X-Frame-Options", "DENY");
        ctx.next();
    }

    /** An allow-list in front of everything that a foreign page could use. */
    private void checkOrigin(RoutingContext ctx) {
        String origin = ctx.request().getHeader("Origin");
        if (!origins.allows(origin)) {
            Problems.send(ctx, new Refusal(Code.ACCESS_DENIED, "This origin is not allowed."));
            return;
        }
        if (origin != null) {
            ctx.addHeadersEndHandler(v -> allow(ctx, origin));
        }
        if (origin != null && ctx.request().method() == HttpMethod.OPTIONS) {
            preflight(ctx);
        } else {
            ctx.next();
        }
    }

    /**
     * Nothing here is a credential that a browser would send by itself. But SockJS's client asks for credentials all the
     * same, and a browser hides answers that do not allow them.
     */
    private static void allow(RoutingContext ctx, String origin) {
        ctx.response().putHeader("Access-Control-Allow-Origin", origin).putHeader("Vary", "Origin");
        if (ctx.normalizedPath().startsWith(Sockets.PATH)) {
            ctx.response().putHeader("Access-Control-Allow-Credentials", "true");
        }
    }

    private static void preflight(RoutingContext ctx) {
        ctx.response()
                .putHeader("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE")
                .putHeader("Access-Control-Allow-Headers", "authorization, content-type, if-none-match")
                .putHeader("Access-Control-Expose-Headers", "Location, ETag, Retry-After")
                .putHeader("Access-Control-Max-Age", PREFLIGHT_SECONDS)
                .setStatusCode(204)
                .end();
    }
}
