package dev.parley.client;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.http.WebSocketFrame;

/** Plain WebSockets to {@code /eventbus/websocket}. Holds no state of its clients; thread-safe. */
public final class WebSocketTransport implements Transport {
    private static final String PATH = "/eventbus/websocket";
    /** RFC 6455 §7.1.5: the connection ended without a close frame. */
    private static final int ABNORMAL = 1006;
    /** A signal comes back with its sender, room and number around it, so frames grow on their way. */
    private static final int MAX_FRAME_BYTES = 2 << 20;

    private static final int CONNECT_TIMEOUT_MS = 5_000;
    private static final int CLOSING_TIMEOUT_SECONDS = 2;

    private final WebSocketClient client;

    public WebSocketTransport(Vertx vertx) {
        this(vertx, new WebSocketClientOptions());
    }

    /** @param options TLS, local address and the like; sizes and the number of connections are set here */
    public WebSocketTransport(Vertx vertx, WebSocketClientOptions options) {
        client = vertx.createWebSocketClient(new WebSocketClientOptions(options)
                .setMaxConnections(Integer.MAX_VALUE)
                .setMaxFrameSize(MAX_FRAME_BYTES)
                .setConnectTimeout(CONNECT_TIMEOUT_MS)
                .setClosingTimeout(CLOSING_TIMEOUT_SECONDS)
                .setTcpNoDelay(true));
    }

    @Override
    public Future<Link> connect(String endpoint, Listener listener) {
        ClientWebSocket socket = client.webSocket();
        Fragments fragments = new Fragments(listener);
        socket.frameHandler(fragments::add);
        socket.exceptionHandler(failure -> socket.close());
        socket.closeHandler(v -> listener.closed(codeOf(socket.closeStatusCode())));
        WebSocketConnectOptions options =
                new WebSocketConnectOptions().setAbsoluteURI(endpoint.replaceFirst("^http", "ws") + PATH);
        return socket.connect(options).map(connected -> new SocketLink(socket, client));
    }

    private static int codeOf(Short status) {
        return status == null ? ABNORMAL : status;
    }

    /**
     * @param client kept reachable as long as its socket: Vert.x closes the sockets of a client that the garbage collector
     *     finds
     */
    private record SocketLink(ClientWebSocket socket, WebSocketClient client) implements Link {
        @Override
        public void send(String frame) {
            if (!socket.isClosed()) {
                socket.writeTextMessage(frame);
            }
        }

        @Override
        public void close() {
            socket.close();
        }
    }

    /** Puts frames that came in pieces together. */
    private static final class Fragments {
        private final Listener listener;
        private Buffer pieces;

        private Fragments(Listener listener) {
            this.listener = listener;
        }

        private void add(WebSocketFrame frame) {
            if (!frame.isText() && !frame.isContinuation()) {
                return;
            }
            Buffer whole = frame.binaryData();
            if (pieces != null) {
                whole = pieces.appendBuffer(whole);
            }
            pieces = frame.isFinal() ? null : pieces == null ? Buffer.buffer().appendBuffer(whole) : whole;
            if (frame.isFinal()) {
                listener.frame(whole.getBytes());
            }
        }
    }
}
