package dev.parley.load.compare.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.parley.load.relay.Digits;
import dev.parley.load.relay.Wire;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import java.util.function.IntConsumer;

/** A member of a room of the Socket.IO server. */
public final class SocketIoMember implements Member {
    private static final byte[] NAME = "\"name\":\"m".getBytes(ISO_8859_1);
    private static final int EVENT_AT = "42[\"".length();
    private static final byte[] PEER_JOINED = "peer-joined".getBytes(ISO_8859_1);

    private final WebSocket socket;

    SocketIoMember(WebSocket socket) {
        this.socket = socket;
    }

    public static Future<Member> enter(WebSocketClient client, Wire.Address node) {
        return SocketIoSocket.open(client, node.port()).map(opened -> new SocketIoMember(opened.socket()));
    }

    @Override
    public Future<Buffer> join(String room, int index, IntConsumer joined) {
        Promise<Buffer> answered = Promise.promise();
        socket.frameHandler(frame -> read(frame.binaryData(), joined, answered));
        socket.writeTextMessage("420[\"join\",\"" + room + "\",\"m" + index + "\"]");
        return answered.future();
    }

    private void read(Buffer frame, IntConsumer joined, Promise<Buffer> answered) {
        if (frame.length() == 1 && frame.getByte(0) == '2') {
            socket.writeTextMessage("3");
        } else if (frame.length() > EVENT_AT && frame.getByte(1) == '3') {
            answered.tryComplete(frame);
        } else if (joins(frame)) {
            joined.accept((int) Digits.read(frame, Digits.after(frame, NAME, EVENT_AT)));
        }
    }

    /** Whether it is the event of a member that joins. */
    static boolean joins(Buffer frame) {
        return Digits.after(frame, PEER_JOINED, EVENT_AT) == EVENT_AT + PEER_JOINED.length;
    }

    @Override
    public boolean names(Buffer roster, int index) {
        return Digits.after(roster, ("\"name\":\"m" + index + "\"").getBytes(ISO_8859_1), 0) > 0;
    }

    /** Its server asks. */
    @Override
    public void ping() {}

    @Override
    public void close() {
        socket.close();
    }
}
