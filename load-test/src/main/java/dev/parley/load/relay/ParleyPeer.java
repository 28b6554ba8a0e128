package dev.parley.load.relay;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.json.JsonObject;

/** One peer that has opened a session, joined its room and listens to it. Not for the measured path: it parses. */
record ParleyPeer(WebSocket socket, String peerId) {

    static Future<ParleyPeer> join(WebSocketClient client, int port, String room) {
        return client.connect(port, "127.0.0.1", "/eventbus/websocket")
                .compose(socket -> ask(socket, "session.open", new JsonObject().put("protocol", 1))
                        .compose(session -> inRoom(socket, room, session.getString("peerId"))));
    }

    private static Future<ParleyPeer> inRoom(WebSocket socket, String room, String peerId) {
        return ask(socket, "rooms.request.join", new JsonObject().put("roomId", room))
                .compose(joined -> register(socket, "rooms.events." + room))
                .compose(v -> register(socket, "webrtc.signal." + room + "." + peerId))
                .map(v -> new ParleyPeer(socket, peerId));
    }

    private static Future<Void> register(WebSocket socket, String address) {
        JsonObject frame = new JsonObject().put("type", "register").put("address", address);
        return socket.writeTextMessage(frame.encode());
    }

    /** Sends a request; nothing else may be asked on the socket meanwhile. */
    private static Future<JsonObject> ask(WebSocket socket, String address, JsonObject body) {
        Promise<JsonObject> answered = Promise.promise();
        socket.textMessageHandler(text -> {
            JsonObject frame = new JsonObject(text);
            if (address.equals(frame.getString("address"))) {
                settle(answered, address, frame);
            }
        });
        JsonObject frame = new JsonObject().put("type", "send").put("address", address);
        frame.put("replyAddress", address).put("body", body);
        socket.writeTextMessage(frame.encode()).onFailure(answered::tryFail);
        return answered.future().onComplete(done -> socket.textMessageHandler(null));
    }

    private static void settle(Promise<JsonObject> answered, String address, JsonObject frame) {
        if ("err".equals(frame.getString("type"))) {
            answered.tryFail(
                    address + " was refused: " + frame.getString("message") + ", " + frame.getString("detail"));
        } else {
            answered.tryComplete(frame.getJsonObject("body"));
        }
    }
}
