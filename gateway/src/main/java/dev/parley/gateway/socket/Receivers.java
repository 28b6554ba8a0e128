package dev.parley.gateway.socket;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.shareddata.LocalMap;
import io.vertx.core.shareddata.Shareable;
import io.vertx.ext.web.RoutingContext;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The requests over which SockJS sessions receive at the moment, whichever lane they came in on. Vert.x tells every
 * client the same code when it closes a session; here each gets its own, on the request that is open, else on the next.
 */
final class Receivers {
    private static final Pattern PATH =
            Pattern.compile(Sockets.PATH + "/[^/.]+/([^/.]+)/(xhr|xhr_streaming|eventsource)");

    /** Twice as long as a client may take to come back before SockJS forgets its session. */
    private static final long REMEMBERED_MS = 10_000;

    private final Vertx vertx;
    private final LocalMap<String, Receiver> open;
    private final LocalMap<String, String> ended;

    Receivers(Vertx vertx) {
        this.vertx = vertx;
        this.open = vertx.sharedData().getLocalMap("parley.sockjs.receivers");
        this.ended = vertx.sharedData().getLocalMap("parley.sockjs.ended");
    }

    /** To stand in front of SockJS's handler. */
    void handle(RoutingContext ctx) {
        Matcher path = PATH.matcher(ctx.normalizedPath());
        if (!path.matches()) {
            ctx.next();
            return;
        }
        String session = path.group(1);
        Receiver receiver =
                new Receiver(ctx.response(), ctx.request().connection(), vertx.getOrCreateContext(), path.group(2));
        String end = ended.get(session);
        if (end != null) {
            receiver.answer(end);
            return;
        }
        if (open.putIfAbsent(session, receiver) == null) {
            ctx.addEndHandler(done -> open.removeIfPresent(session, receiver));
        }
        ctx.next();
    }

    /** The session that a request with this path belongs to. */
    static String session(String path) {
        Matcher matcher = PATH.matcher(path);
        return matcher.matches() ? matcher.group(1) : "";
    }

    /** Ends a session with a code. @param otherwise closes it while no request is open */
    void end(String session, int code, String reason, Runnable otherwise) {
        String frame = "c[" + code + ",\"" + reason + "\"]";
        ended.put(session, frame);
        vertx.setTimer(REMEMBERED_MS, t -> ended.remove(session));
        Receiver receiver = open.get(session);
        if (receiver == null) {
            otherwise.run();
        } else {
            Context here = vertx.getOrCreateContext();
            // what was sent before is on its way through that context, too
            receiver.context.runOnContext(v -> {
                if (!receiver.end(frame)) {
                    here.runOnContext(w -> otherwise.run());
                }
            });
        }
    }

    private record Receiver(HttpServerResponse response, HttpConnection connection, Context context, String transport)
            implements Shareable {

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
