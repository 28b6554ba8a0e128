package dev.parley.gateway.socket;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.LocalMap;
import io.vertx.core.shareddata.Shareable;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Brings every request of one SockJS session to one lane, whichever lane accepted its connection. Vert.x lets any of them
 * write and receive for a session, and where two do at the same time an answer may be lost or wait for the next heartbeat.
 */
final class SockJsHomes {
    private static final Pattern PATH = Pattern.compile(Sockets.PATH + "/[^/.]+/([^/.]+)/[a-z_]+");

    private final int lanes;
    private final Router router;
    private final LocalMap<Integer, Home> homes;

    /**
     * For the lane that calls.
     *
     * @param lane its number among {@code lanes}
     * @param router has SockJS's handler
     */
    SockJsHomes(Vertx vertx, int lane, int lanes, Router router) {
        this.lanes = lanes;
        this.router = router;
        this.homes = vertx.sharedData().getLocalMap("parley.sockjs.homes");
        homes.put(lane, new Home(vertx.getOrCreateContext(), router));
    }

    /** To be called with the body read: where it goes on, the connection's own events do not come. */
    void route(RoutingContext ctx) {
        String session = session(ctx.normalizedPath());
        if (session == null) {
            router.handleContext(ctx);
            return;
        }
        Home home = homes.get(Math.floorMod(session.hashCode(), lanes));
        if (home == null) {
            ctx.response().setStatusCode(503).putHeader("Retry-After", "1").end("The node is starting.");
        } else {
            home.context.runOnContext(v -> home.router.handleContext(ctx));
        }
    }

    /** The session that a request with this path belongs to, null for none. */
    static String session(String path) {
        Matcher matcher = PATH.matcher(path);
        return matcher.matches() ? matcher.group(1) : null;
    }

    private record Home(Context context, Router router) implements Shareable {}
}
