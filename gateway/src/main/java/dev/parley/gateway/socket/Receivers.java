package dev.parley.gateway.socket;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The requests over which SockJS sessions of this lane receive at the moment. Vert.x tells every client the same code when
 * it closes a session; here each gets its own, on the request that is open, else on the next. Confined to the lane.
 */
final class Receivers {
    private static final Pattern PATH =
            Pattern.compile(Sockets.PATH + "/[^/.]+/([^/.]+)/(xhr|xhr_streaming|eventsource)");

    /** Twice as long as a client may take to come back before SockJS forgets its session. */
    private static final long REMEMBERED_MS = 10_000;

    private final Vertx vertx;
    private final Context lane;
    private final Map<String, Receiver> open = new HashMap<>();
    private final Map<String, String> ended = new HashMap<>();

    Receivers(Vertx vertx) {
        this.vertx = vertx;
        this.lane = vertx.getOrCreateContext();
    }

    /** To stand in front of SockJS's handler. */
    void handle(RoutingContext ctx) {
        Matcher path = PATH.matcher(ctx.normalizedPath());
        if (!path.matches()) {
            ctx.next();
            return;
        }
        String session = path.group(1);
        Receiver receiver = new Receiver(ctx.response(), ctx.request().connection(), path.group(2));
        String end = ended.get(session);
        if (end != null) {
            receiver.answer(end);
            return;
        }
        if (open.putIfAbsent(session, receiver) == null) {
            // its connection may be another lane's
            ctx.addEndHandler(done -> lane.runOnContext(v -> open.remove(session, receiver)));
        }
        ctx.next();
    }

    /** Ends a session with a code. @param otherwise closes it while no request is open */
    void end(String session, int code, String reason, Runnable otherwise) {
        String frame = "c[" + code + ",\"" + reason + "\"]";
        ended.put(session, frame);
        vertx.setTimer(REMEMBERED_MS, t -> ended.remove(session));
        Receiver receiver = open.get(session);
        if (receiver == null || !receiver.end(frame)) {
            otherwise.run();
        }
    }

    private record Receiver(HttpServerResponse response, HttpConnection connection, String transport) {

        private String framed(String frame) {
            return transport.equals("eventsource") ? "data: " + frame + "\r\n\r\n" : frame + "\n";
        }

        /** SockJS takes the end of the connection for the client's. @return false when the response had ended already */
        private boolean end(String frame) {
            if (response.ended() || response.closed()) {
                return false;
            }
            if (!response.headWritten()) {
                head();
            }
            response.write(framed(frame)).onComplete(done -> connection.close());
            return true;
        }

        private void answer(String frame) {
            head();
            response.end(framed(frame));
        }

        private void head() {
            String type = transport.equals("eventsource") ? "text/event-stream" : "application/javascript";
            response.putHeader("Content-Type", type + "; charset=UTF-8")
                    .putHeader("Cache-Control", "no-store")
                    .setChunked(true);
        }
    }
}
