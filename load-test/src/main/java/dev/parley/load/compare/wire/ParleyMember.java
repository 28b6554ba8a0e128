package dev.parley.load.compare.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.parley.load.relay.Digits;
import dev.parley.load.relay.Wire;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.json.JsonObject;
import java.util.function.IntConsumer;

/** A member of a room of Parley: joins, then registers its two addresses, from where on the room's stream flows. */
public final class ParleyMember implements Member {
    private static final byte[] NAME = "\"displayName\":\"m".getBytes(ISO_8859_1);
    private static final byte[] PEER_JOINED = "\"peer-joined\"".getBytes(ISO_8859_1);
    private static final byte[] RETRYABLE = "\"retryAfterMs\"".getBytes(ISO_8859_1);
    private static final String ANSWER = "{\"type\":\"rec\",\"address\":\"=\"";
    private static final int ADDRESS_AT = ANSWER.length() - 2;
    private static final int TYPE_AT = "{\"type\":\"".length();

    private final WebSocket socket;
    private final String peerId;
    private String room = "";
    private String joining = "";

    ParleyMember(WebSocket socket, String peerId) {
        this.socket = socket;
        this.peerId = peerId;
    }

    /** Opens a guest's session. */
    public static Future<Member> enter(WebSocketClient client, Wire.Address node) {
        Promise<Member> entered = Promise.promise();
        client.connect(node.port(), "127.0.0.1", "/eventbus/websocket")
                .onSuccess(socket -> {
                    socket.closeHandler(v -> entered.tryFail("the socket was closed"));
                    socket.textMessageHandler(text -> opened(socket, text, entered));
                    socket.writeTextMessage(request("session.open", "{\"protocol\":1}"));
                })
                .onFailure(entered::tryFail);
        return entered.future();
    }

    private static void opened(WebSocket socket, String text, Promise<Member> entered) {
        if (text.startsWith(ANSWER)) {
            socket.textMessageHandler(null);
            String peerId = new JsonObject(text).getJsonObject("body").getString("peerId");
            entered.tryComplete(new ParleyMember(socket, peerId));
        } else if (text.startsWith("{\"type\":\"err\"")) {
            entered.tryFail("the session was refused: " + text);
        }
    }

    private static String request(String address, String body) {
        return "{\"type\":\"send\",\"address\":\"" + address + "\",\"replyAddress\":\"=\",\"body\":" + body + "}";
    }

    @Override
    public Future<Buffer> join(String room, int index, IntConsumer joined) {
        this.room = room;
        Promise<Buffer> answered = Promise.promise();
        socket.frameHandler(frame -> read(frame.binaryData(), joined, answered));
        String body = "{\"roomId\":\"" + room + "\",\"displayName\":\"m" + index + "\"}";
        joining = request("rooms.request.join", body);
        socket.writeTextMessage(joining);
        return answered.future().onSuccess(roster -> {
            register("rooms.events." + room);
            register("webrtc.signal." + room + "." + peerId);
        });
    }

    private void register(String address) {
        socket.writeTextMessage("{\"type\":\"register\",\"address\":\"" + address + "\"}");
    }

    private void read(Buffer frame, IntConsumer joined, Promise<Buffer> answered) {
        if (frame.length() <= ADDRESS_AT) {
            return;
        }
        if (frame.getByte(ADDRESS_AT) == '=') {
            answer(frame, answered);
        } else if (joins(frame)) {
            joined.accept((int) Digits.read(frame, Digits.after(frame, NAME, ADDRESS_AT)));
        }
    }

    /** Refused for now, it asks again, as the SDK does; the time counts. */
    private void answer(Buffer frame, Promise<Buffer> answered) {
        if (frame.getByte(TYPE_AT) == 'e' && Digits.after(frame, RETRYABLE, 0) > 0) {
            socket.writeTextMessage(joining);
        } else if (frame.getByte(TYPE_AT) == 'e') {
            answered.tryFail("the join was refused: " + frame);
        } else {
            answered.tryComplete(frame);
        }
    }

    /** Whether it is the event of a member that joins. */
    static boolean joins(Buffer frame) {
        return frame.getByte(ADDRESS_AT) == 'r' && Digits.after(frame, PEER_JOINED, ADDRESS_AT) > 0;
    }

    @Override
    public boolean names(Buffer roster, int index) {
        return Digits.after(roster, ("\"displayName\":\"m" + index + "\"").getBytes(ISO_8859_1), 0) > 0;
    }

    @Override
    public void ping() {
        socket.writeTextMessage("{\"type\":\"ping\"}");
    }

    /** Says that it leaves, as a page does: who only vanishes keeps its place for the resume window. */
    @Override
    public void close() {
        socket.frameHandler(frame -> {
            if (frame.binaryData().length() > ADDRESS_AT && frame.binaryData().getByte(ADDRESS_AT) == '=') {
                socket.close();
            }
        });
        socket.writeTextMessage(request("rooms.request.leave", "{\"roomId\":\"" + room + "\"}"));
    }
}
