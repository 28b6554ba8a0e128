package dev.parley.gateway.autobahn;

import dev.parley.gateway.socket.ClientAddresses;
import dev.parley.gateway.socket.ClientSocket;
import dev.parley.gateway.socket.Origins;
import dev.parley.gateway.socket.Sockets;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Parley's plain WebSockets with an echo in the place of the lane: the server's options are those of a node with its
 * defaults, upgrade and frames go through {@link Sockets}.
 */
public final class ParleyEcho {
    private static final int FRAME_BYTES = 65_536;

    private ParleyEcho() {}

    /** @param arguments the port; sockets are at {@code /eventbus/websocket}, and at any other path for the suite's sake */
    public static void main(String[] arguments) {
        Origins origins = new Origins(List.of(), origin -> true);
        Sockets sockets =
                new Sockets(origins, new ClientAddresses(List.of()), FRAME_BYTES, ParleyEcho::echo, connection -> {});
        Vertx.vertx()
                .createHttpServer(options(Integer.parseInt(arguments[0])))
                .requestHandler(request -> sockets.take(new AtEventBus(request)))
                .listen();
    }

    private static void echo(ClientSocket socket) {
        socket.onOversize(size -> {});
        socket.onClose(closed -> {});
        socket.onFrame(frame -> socket.send(frame.toString(StandardCharsets.UTF_8)));
    }

    /** As {@code dev.parley.node.Settings} makes them. */
    private static HttpServerOptions options(int port) {
        return new HttpServerOptions()
                .setPort(port)
                .setMaxHeaderSize(8_192)
                .setMaxWebSocketFrameSize(2 * FRAME_BYTES)
                .setMaxWebSocketMessageSize(2 * FRAME_BYTES)
                .setPerMessageWebSocketCompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setRegisterWebSocketWriteHandlers(false)
                .setWebSocketClosingTimeout(5)
                .setTcpNoDelay(true)
                .setIdleTimeout(60)
                .setHttp2ClearTextEnabled(false);
    }
}
