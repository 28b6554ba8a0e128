package dev.parley.chaos.traffic;

import dev.parley.client.Transport;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.nio.charset.StandardCharsets;

/**
 * A WebSocket that can stop reading while it goes on to ping, so that only its slowness tells it from others. For one
 * client; {@link #stall} and {@link #flow} may be called from any thread.
 */
public final class StallingTransport implements Transport {
    private static final String PING = "{\"type\":\"ping\"}";
    private static final long PING_MS = 3_000;
    private static final int BUFFER_BYTES = 32 * 1024;
    private static final int ABNORMAL = 1006;

    private final Vertx vertx;
    private final WebSocketClient client;
    private volatile ClientWebSocket socket;

    public StallingTransport(Vertx vertx) {
        this.vertx = vertx;
        WebSocketClientOptions options = new WebSocketClientOptions().setMaxFrameSize(2 << 20);
        options.setReceiveBufferSize(BUFFER_BYTES);
        client = vertx.createWebSocketClient(options.setMaxMessageSize(4 << 20));
    }

    /** Reads nothing any more, of the connection that is open now. */
    public void stall() {
        socket.pause();
    }

    /** Reads on. */
    public void flow() {
        socket.resume();
    }

    @Override
    public Future<Link> connect(String endpoint, Listener listener) {
        ClientWebSocket connecting = client.webSocket();
        connecting.textMessageHandler(text -> listener.frame(text.getBytes(StandardCharsets.UTF_8)));
        connecting.exceptionHandler(failure -> connecting.close());
        long pings = vertx.setPeriodic(PING_MS, id -> write(connecting, PING));
        connecting.closeHandler(v -> {
            vertx.cancelTimer(pings);
            Short code = connecting.closeStatusCode();
            listener.closed(code == null ? ABNORMAL : code);
        });
        WebSocketConnectOptions options = new WebSocketConnectOptions()
                .setAbsoluteURI(endpoint.replaceFirst("^http", "ws") + "/eventbus/websocket");
        return connecting
                .connect(options)
                .onFailure(refused -> vertx.cancelTimer(pings))
                .map(connected -> {
                    socket = connecting;
                    return new Link() {
                        @Override
                        public void send(String frame) {
                            write(connecting, frame);
                        }

                        @Override
                        public void close() {
                            connecting.close();
                        }
                    };
                });
    }

    private void write(ClientWebSocket to, String frame) {
        if (to == socket && !to.isClosed()) {
            to.writeTextMessage(frame);
        }
    }
}
