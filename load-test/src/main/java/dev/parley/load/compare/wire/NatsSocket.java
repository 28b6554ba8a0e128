package dev.parley.load.compare.wire;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;

/** Opens a connection with one subscription. */
final class NatsSocket {
    private static final String HELLO = "CONNECT {\"verbose\":false,\"pedantic\":false,\"protocol\":1,"
            + "\"lang\":\"java\",\"version\":\"0\",\"echo\":false}\r\n";

    private NatsSocket() {}

    /** Succeeds when its own node has the subscription; nobody listens to the socket then. */
    static Future<WebSocket> open(WebSocketClient client, int port, String subject) {
        Promise<WebSocket> opened = Promise.promise();
        client.connect(port, "127.0.0.1", "/")
                .onSuccess(socket -> {
                    socket.closeHandler(v -> opened.tryFail("the socket was closed"));
                    socket.binaryMessageHandler(frame -> {
                        if (frame.toString().startsWith("INFO ")) {
                            socket.writeTextMessage(HELLO + "SUB " + subject + " 1\r\nPING\r\n");
                        }
                        if (frame.toString().contains("PONG\r\n")) {
                            socket.binaryMessageHandler(null);
                            opened.tryComplete(socket);
                        }
                    });
                })
                .onFailure(opened::tryFail);
        return opened.future();
    }
}
