package dev.parley.load.relay;

import dev.parley.load.relay.bare.BareFrame;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;

/** Speaks to the bare relay: every field has its place. */
final class BareWire implements Wire {
    private static final long FIRST_OF_WIDTH = 100_000_000;

    private final WebSocketClient client;
    private final String payload;

    BareWire(WebSocketClient client, String payload) {
        this.client = client;
        this.payload = payload;
    }

    @Override
    public Future<Ends> connect(int pair, Address sender, Address recipient) {
        return open(recipient).compose(r -> open(sender).map(s -> {
            String head = BareFrame.SEND + r.name();
            return new Ends(s.socket(), r.socket(), id -> head + padded(id) + payload);
        }));
    }

    private Future<Named> open(Address node) {
        Promise<Named> opened = Promise.promise();
        client.connect(node.port(), "127.0.0.1", "/")
                .onSuccess(socket -> socket.textMessageHandler(hello -> {
                    socket.textMessageHandler(null);
                    opened.tryComplete(new Named(socket, hello.substring(1)));
                }))
                .onFailure(opened::tryFail);
        return opened.future();
    }

    /** Eight digits. */
    static String padded(long id) {
        return Long.toString(FIRST_OF_WIDTH + id).substring(1);
    }

    @Override
    public Heard heard(Buffer frame) {
        return switch (frame.getByte(0)) {
            case BareFrame.ACK -> Heard.ACK;
            case BareFrame.DELIVERY -> Heard.DELIVERY;
            default -> Heard.OTHER;
        };
    }

    @Override
    public long id(Buffer frame, Heard heard) {
        return Digits.read(frame, BareFrame.ID_AT);
    }

    @Override
    public String ping() {
        return String.valueOf(BareFrame.PING);
    }

    private record Named(WebSocket socket, String name) {}
}
