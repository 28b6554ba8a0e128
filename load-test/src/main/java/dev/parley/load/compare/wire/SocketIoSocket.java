package dev.parley.load.compare.wire;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.json.JsonObject;

/** A socket that is through both handshakes, and the id that its server gave it. */
record SocketIoSocket(WebSocket socket, String id) {
    private static final String PATH = "/socket.io/?EIO=4&transport=websocket";
    private static final String CONNECT = "40";

    /** Nobody listens to the socket when the future succeeds. */
    static Future<SocketIoSocket> open(WebSocketClient client, int port) {
        Promise<SocketIoSocket> opened = Promise.promise();
        client.connect(port, "127.0.0.1", PATH)
                .onSuccess(socket -> {
                    socket.closeHandler(v -> opened.tryFail("the socket was closed"));
                    socket.textMessageHandler(packet -> greeted(socket, packet, opened));
                })
                .onFailure(opened::tryFail);
        return opened.future();
    }

    private static void greeted(WebSocket socket, String packet, Promise<SocketIoSocket> opened) {
        if (packet.startsWith("0")) {
            socket.writeTextMessage(CONNECT);
        } else if (packet.startsWith(CONNECT)) {
            socket.textMessageHandler(null);
            String id = new JsonObject(packet.substring(CONNECT.length())).getString("sid");
            opened.tryComplete(new SocketIoSocket(socket, id));
        }
    }
}
