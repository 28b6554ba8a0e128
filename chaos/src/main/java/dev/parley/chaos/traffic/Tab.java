package dev.parley.chaos.traffic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.chaos.nodes.Waiting;
import dev.parley.protocol.Json;
import dev.parley.protocol.Limits;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketConnectOptions;

/** A second tab that goes on with somebody's session: a bare socket, which answers heartbeats and nothing else. */
public final class Tab {
    private final WebSocket socket;

    private Tab(WebSocket socket) {
        this.socket = socket;
    }

    /** @param url of a node @param session whose token is taken */
    public static Tab resume(Vertx vertx, String url, Member session) {
        WebSocket socket = Waiting.on(vertx.createWebSocketClient()
                .connect(new WebSocketConnectOptions()
                        .setAbsoluteURI(url.replaceFirst("^http", "ws") + "/eventbus/websocket")));
        socket.textMessageHandler(frame -> {
            if (frame.contains("\"pong\"")) {
                socket.writeTextMessage("{\"type\":\"ping\"}");
            }
        });
        ObjectNode body = Json.newObject().put("protocol", Limits.PROTOCOL);
        ObjectNode resume = body.putObject("resume")
                .put("resumeToken", session.client().session().resumeToken());
        resume.putArray("rooms")
                .addObject()
                .put("roomId", session.roomId())
                .put("epoch", session.witness().room().epoch())
                .put("seq", session.witness().room().seq());
        ObjectNode open = Json.newObject()
                .put("type", "send")
                .put("address", "session.open")
                .put("replyAddress", "tab");
        open.set("body", body);
        Waiting.on(socket.writeTextMessage(open.toString()));
        return new Tab(socket);
    }

    public boolean isOpen() {
        return !socket.isClosed();
    }

    public void close() {
        socket.close();
    }
}
