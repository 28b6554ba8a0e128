package dev.parley.gateway.socket;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.sockjs.SockJSHandler;
import io.vertx.ext.web.handler.sockjs.SockJSHandlerOptions;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Accepts sockets: WebSockets, plain or SockJS's, before any router, the other transports of SockJS through its handler. */
public final class Sockets {
    public static final String PATH = "/eventbus";
    private static final String RAW_PATH = PATH + "/websocket";
    private static final Pattern FRAMED_PATH = Pattern.compile(PATH + "/[^/.]+/[^/.]+/websocket");

    /** A SockJS message is up to twice its frame: every quote in it is escaped once more. */
    private static final int FRAMING = 2;

    private final Origins origins;
    private final ClientAddresses addresses;
    private final int maxFrameBytes;
    private final Handler<ClientSocket> accept;
    private final Consumer<HttpConnection> upgraded;

    /**
     * @param maxFrameBytes the largest message that is passed on
     * @param accept takes each new socket
     * @param upgraded is told of each connection that speaks HTTP no longer
     */
    public Sockets(
            Origins origins,
            ClientAddresses addresses,
            int maxFrameBytes,
            Handler<ClientSocket> accept,
            Consumer<HttpConnection> upgraded) {
        this.origins = origins;
        this.addresses = addresses;
        this.maxFrameBytes = maxFrameBytes;
        this.accept = accept;
        this.upgraded = upgraded;
    }

    /** Takes the request when it is a WebSocket's upgrade. @return false when it is not for here */
    public boolean take(HttpServerRequest request) {
        if (!request.canUpgradeToWebSocket()) {
            return false;
        }
        String path = request.path();
        boolean isRaw = RAW_PATH.equals(path);
        if (!isRaw && (path == null || !FRAMED_PATH.matcher(path).matches())) {
            return false;
        }
        if (!origins.allows(request.getHeader("Origin"))) {
            request.response().setStatusCode(403).end("This origin is not allowed.");
            return true;
        }
        HttpConnection connection = request.connection();
        String address = addresses.of(request);
        request.toWebSocket()
                .onSuccess(webSocket -> {
                    upgraded.accept(connection);
                    HandshakeRemains.release(webSocket);
                    accept.handle(isRaw ? raw(webSocket, address) : framed(webSocket, address));
                })
                .onFailure(failure -> refuse(request));
        return true;
    }

    private ClientSocket raw(ServerWebSocket webSocket, String address) {
        return new RawSocket(webSocket, address, maxFrameBytes);
    }

    private ClientSocket framed(ServerWebSocket webSocket, String address) {
        return new FramedSocket(new RawSocket(webSocket, address, FRAMING * maxFrameBytes));
    }

    /** Vert.x answers most upgrades that it refuses, but not all. */
    private static void refuse(HttpServerRequest request) {
        if (!request.response().headWritten()) {
            request.response().setStatusCode(400).end("The upgrade is not well formed.");
        }
    }

    /**
     * Greeting, info, xhr-streaming, xhr-polling, eventsource. JSONP and htmlfile stay off. Wants requests whose body has
     * been read.
     *
     * @param lane the caller's number among {@code lanes}
     */
    public Handler<RoutingContext> sockJs(Vertx vertx, int lane, int lanes, int heartbeatMs) {
        return new SockJsHomes(vertx, lane, lanes, sockJs(vertx, heartbeatMs))::route;
    }

    private Router sockJs(Vertx vertx, int heartbeatMs) {
        SockJSHandlerOptions options = new SockJSHandlerOptions()
                .setInsertJSESSIONID(false)
                .setHeartbeatInterval(heartbeatMs)
                .setMaxBytesStreaming(512 * 1024)
                .addDisabledTransport("JSON_P")
                .addDisabledTransport("HTML_FILE");
        Receivers receivers = new Receivers(vertx);
        Router router = Router.router(vertx);
        router.routeWithRegex(PATH + "/(?:[^/]+/[^/]+/)?websocket").handler(Sockets::noUpgrade);
        router.route(PATH + "/*").handler(receivers::handle);
        router.route(PATH + "*")
                .subRouter(SockJSHandler.create(vertx, options).socketHandler(s -> acceptSockJs(s, receivers)));
        return router;
    }

    /** For what is left of the WebSocket paths once {@link #take} has taken the upgrades: none may reach SockJS's own. */
    private static void noUpgrade(RoutingContext ctx) {
        if (ctx.request().method() == HttpMethod.GET) {
            ctx.response().setStatusCode(400).end("Can \"Upgrade\" only to \"WebSocket\".");
        } else {
            ctx.response().putHeader("Allow", "GET").setStatusCode(405).end();
        }
    }

    private void acceptSockJs(SockJSSocket socket, Receivers receivers) {
        String address = addresses.of(socket.routingContext().request());
        accept.handle(new SockJsSocket(socket, address, receivers));
    }
}
