package dev.parley.load.compare.wire;

import dev.parley.load.relay.Digits;
import dev.parley.load.relay.Heard;
import dev.parley.load.relay.Wire;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketClient;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongFunction;

/**
 * NATS' text protocol on its WebSocket listener. A signal is a request to the recipient's subject {@code s.…}; the
 * recipient itself answers at {@code r.…PAIR.ID}, to which the sender has subscribed. Signal 0 is only for finding out
 * that the nodes know of the subscriptions.
 */
public final class NatsWire implements Wire {
    private final WebSocketClient client;
    private final String payload;
    private final String own = Integer.toHexString(ThreadLocalRandom.current().nextInt(1 << 16));

    public NatsWire(WebSocketClient client, String payload) {
        this.client = client;
        this.payload = payload;
    }

    @Override
    public Future<Ends> connect(int pair, Address sender, Address recipient) {
        String to = "s." + own + "." + pair;
        String replies = "r." + own + "." + pair + ".";
        return NatsSocket.open(client, recipient.port(), to)
                .compose(r -> NatsSocket.open(client, sender.port(), replies + "*")
                        .compose(s -> new NatsProbe(this, s, r).until(publish(to, replies + "0", "")))
                        .map(s -> new Ends(s, r, frames(to, replies))));
    }

    LongFunction<String> frames(String to, String replies) {
        return id -> publish(to, replies + id, payload);
    }

    private static String publish(String subject, String reply, String data) {
        return "PUB " + subject + " " + reply + " " + data.length() + "\r\n" + data + "\r\n";
    }

    @Override
    public Heard heard(Buffer frame) {
        throw new UnsupportedOperationException("a frame holds many messages");
    }

    @Override
    public long id(Buffer frame, Heard heard) {
        throw new UnsupportedOperationException("a frame holds many messages");
    }

    @Override
    public void read(Buffer frame, Told told) {
        NatsMessages messages = new NatsMessages(frame);
        while (messages.next()) {
            Heard heard = messages.heard();
            long id = heard == Heard.OTHER ? 0 : Digits.read(frame, messages.idAt());
            if (id != 0 || heard == Heard.REFUSAL) {
                told.of(heard, id);
            }
        }
    }

    /** The recipient's acknowledgement of every signal in the frame, and of the server's pings. */
    @Override
    public String answer(Buffer frame) {
        StringBuilder answer = null;
        NatsMessages messages = new NatsMessages(frame);
        while (messages.next()) {
            String one = messages.answer();
            if (one != null) {
                answer = (answer == null ? new StringBuilder() : answer).append(one);
            }
        }
        return answer == null ? null : answer.toString();
    }

    @Override
    public String ping() {
        return "PING\r\n";
    }
}
