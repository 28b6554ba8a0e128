package dev.parley.gateway.socket;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.sockjs.SockJSHandler;
import io.vertx.ext.web.handler.sockjs.SockJSHandlerOptions;
import io.vertx.ext.web.handler.sockjs.SockJSSocket;

/** Accepts sockets: plain WebSockets before any router, everything else of SockJS through its handler. */
public final class Sockets {
    public static final String PATH = "/eventbus";
    private static final String RAW_PATH = PATH + "/websocket";

    private final Origins origins;
    private final ClientAddresses addresses;
    private final int maxFrameBytes;
    private final Handler<ClientSocket> accept;

    /**
     * @param maxFrameBytes the largest message that is passed on
     * @param accept takes each new socket
     */
    public Sockets(Origins origins, ClientAddresses addresses, int maxFrameBytes, Handler<ClientSocket> accept) {
        this.origins = origins;
        this.addresses = addresses;
        this.maxFrameBytes = maxFrameBytes;
        this.accept = accept;
    }

    /** Takes the request when it is a plain WebSocket's upgrade. @return false when it is not for here */
    public boolean take(HttpServerRequest request) {
        if (!RAW_PATH.equals(request.path()) || !request.canUpgradeToWebSocket()) {
            return false;
        }
        if (!origins.allows(request.getHeader("Origin"))) {
            request.response().setStatusCode(403).end("This origin is not allowed.");
            return true;
        }
        String address = addresses.of(request);
        request.toWebSocket().onSuccess(webSocket -> accept.handle(new RawSocket(webSocket, address, maxFrameBytes)));
        return true;
    }

    /** The SockJS transports: websocket, xhr-streaming, xhr-polling, eventsource. JSONP and htmlfile stay off. */
    public Router sockJs(Vertx vertx, int heartbeatMs) {
        SockJSHandlerOptions options = new SockJSHandlerOptions()
                .setInsertJSESSIONID(false)
                .setHeartbeatInterval(heartbeatMs)
                .setMaxBytesStreaming(512 * 1024)
                .addDisabledTransport("JSON_P")
                .addDisabledTransport("HTML_FILE");
        return SockJSHandler.create(vertx, options).socketHandler(this::acceptSockJs);
    }

    private void acceptSockJs(SockJSSocket socket) {
        String address = addresses.of(socket.routingContext().request());
        accept.handle(new SockJsSocket(socket, address));
    }
}
