package dev.parley.load.compare.wire;

import dev.parley.load.relay.Digits;
import dev.parley.load.relay.Heard;
import dev.parley.load.relay.Wire;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import java.util.UUID;
import java.util.function.LongFunction;

/** The JSON of PeerJS. Its server never tells a sender what became of a message. */
public final class PeerJsWire implements Wire {
    private static final byte[] SIGNAL_ID = {'"', 'i', 'd', '"', ':'};

    /** {@code OFFER} and {@code OPEN} differ here. */
    private static final int SECOND_LETTER_AT = "{\"type\":\"O".length();

    private final WebSocketClient client;
    private final String payload;

    public PeerJsWire(WebSocketClient client, String payload) {
        this.client = client;
        this.payload = payload;
    }

    @Override
    public Future<Ends> connect(int pair, Address sender, Address recipient) {
        String to = UUID.randomUUID().toString();
        return open(recipient, to)
                .compose(r -> open(sender, UUID.randomUUID().toString()).map(s -> new Ends(s, r, frames(to))));
    }

    private Future<WebSocket> open(Address node, String id) {
        Promise<WebSocket> opened = Promise.promise();
        client.connect(node.port(), "127.0.0.1", "/peerjs?key=peerjs&token=t&id=" + id)
                .onSuccess(socket -> {
                    socket.closeHandler(v -> opened.tryFail("the socket was closed"));
                    socket.textMessageHandler(greeting -> {
                        socket.textMessageHandler(null);
                        settle(opened, socket, greeting);
                    });
                })
                .onFailure(opened::tryFail);
        return opened.future();
    }

    private static void settle(Promise<WebSocket> opened, WebSocket socket, String greeting) {
        if (greeting.contains("\"OPEN\"")) {
            opened.tryComplete(socket);
        } else {
            opened.tryFail("PeerJS greeted with " + greeting);
        }
    }

    LongFunction<String> frames(String to) {
        String head = "{\"type\":\"OFFER\",\"dst\":\"" + to + "\",\"payload\":{\"id\":";
        String tail = ",\"data\":" + payload + "}}";
        return id -> head + id + tail;
    }

    @Override
    public Heard heard(Buffer frame) {
        boolean offer = frame.length() > SECOND_LETTER_AT && frame.getByte(SECOND_LETTER_AT) == 'F';
        return offer ? Heard.DELIVERY : Heard.OTHER;
    }

    @Override
    public long id(Buffer frame, Heard heard) {
        return Digits.read(frame, Digits.after(frame, SIGNAL_ID, SECOND_LETTER_AT));
    }

    @Override
    public End end() {
        return End.DELIVERY;
    }

    @Override
    public String ping() {
        return "{\"type\":\"HEARTBEAT\"}";
    }
}
