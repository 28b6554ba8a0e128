package dev.parley.load.compare.wire;

import dev.parley.load.relay.Digits;
import dev.parley.load.relay.Heard;
import dev.parley.load.relay.Wire;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketClient;
import java.util.function.LongFunction;

/**
 * Socket.IO's packets in Engine.IO 4's, on a WebSocket: {@code 42ID["event",…]} is an event that wants the answer
 * {@code 43ID[…]}, a lone {@code 2} a ping that wants {@code 3}.
 */
public final class SocketIoWire implements Wire {
    private static final byte[] SIGNAL_ID = {'"', 'i', 'd', '"', ':'};
    private static final int EVENT_AT = "42[\"".length();

    private final WebSocketClient client;
    private final String payload;

    public SocketIoWire(WebSocketClient client, String payload) {
        this.client = client;
        this.payload = payload;
    }

    @Override
    public Future<Ends> connect(int pair, Address sender, Address recipient) {
        return SocketIoSocket.open(client, recipient.port()).compose(r -> SocketIoSocket.open(client, sender.port())
                .map(s -> new Ends(s.socket(), r.socket(), frames(r.id()))));
    }

    LongFunction<String> frames(String to) {
        String head = "[\"signal\",\"" + to + "\",{\"id\":";
        String tail = ",\"data\":" + payload + "}]";
        return id -> "42" + id + head + id + tail;
    }

    @Override
    public Heard heard(Buffer frame) {
        if (frame.length() <= EVENT_AT || frame.getByte(0) != '4') {
            return Heard.OTHER;
        }
        return switch (frame.getByte(1)) {
            case '3' -> Heard.ACK;
            case '2' -> frame.getByte(EVENT_AT) == 's' ? Heard.DELIVERY : Heard.OTHER;
            default -> Heard.OTHER;
        };
    }

    @Override
    public long id(Buffer frame, Heard heard) {
        return Digits.read(frame, heard == Heard.ACK ? 2 : Digits.after(frame, SIGNAL_ID, EVENT_AT));
    }

    @Override
    public String answer(Buffer frame) {
        return frame.length() == 1 && frame.getByte(0) == '2' ? "3" : null;
    }

    @Override
    public End end() {
        return End.BOTH;
    }

    /** Its server asks, clients answer. */
    @Override
    public String ping() {
        return null;
    }
}
