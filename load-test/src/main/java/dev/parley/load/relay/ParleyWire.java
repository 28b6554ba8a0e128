package dev.parley.load.relay;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketClient;
import java.util.function.LongFunction;

/** Speaks Parley's protocol on its plain WebSocket: one room for each pair. */
final class ParleyWire implements Wire {
    /** Every {@code rec} and {@code err} of the server begins like this, with its address next. */
    private static final int TYPE_AT = "{\"type\":\"".length();

    private static final int ADDRESS_AT = "{\"type\":\"rec\",\"address\":\"".length();
    private static final byte[] SIGNAL_ID = "\"id\":".getBytes(ISO_8859_1);

    /** Reply addresses of signals begin with a character that no other address does; the id follows. */
    private static final char REPLY = '=';

    private final WebSocketClient client;
    private final String payload;

    ParleyWire(WebSocketClient client, String payload) {
        this.client = client;
        this.payload = payload;
    }

    @Override
    public Future<Ends> connect(int pair, Address sender, Address recipient) {
        String room = "bench-" + pair;
        return ParleyPeer.join(client, recipient.port(), room).compose(r -> ParleyPeer.join(client, sender.port(), room)
                .map(s -> new Ends(s.socket(), r.socket(), frames(room, r.peerId()))));
    }

    private LongFunction<String> frames(String room, String to) {
        String head =
                "{\"type\":\"send\",\"address\":\"webrtc.signal." + room + "." + to + "\",\"replyAddress\":\"" + REPLY;
        String tail = ",\"data\":" + payload + "}}";
        return id -> head + id + "\",\"body\":{\"id\":" + id + tail;
    }

    @Override
    public Heard heard(Buffer frame) {
        if (frame.length() <= ADDRESS_AT) {
            return Heard.OTHER;
        }
        boolean refused = frame.getByte(TYPE_AT) == 'e';
        return switch (frame.getByte(ADDRESS_AT)) {
            case REPLY -> refused ? Heard.REFUSAL : Heard.ACK;
            case 'w' -> refused ? Heard.OTHER : Heard.DELIVERY;
            default -> Heard.OTHER;
        };
    }

    @Override
    public long id(Buffer frame, Heard heard) {
        return heard == Heard.DELIVERY
                ? Digits.read(frame, Digits.after(frame, SIGNAL_ID, ADDRESS_AT))
                : Digits.read(frame, ADDRESS_AT + 1);
    }

    @Override
    public String ping() {
        return "{\"type\":\"ping\"}";
    }
}
