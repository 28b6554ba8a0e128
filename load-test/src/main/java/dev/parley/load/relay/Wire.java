package dev.parley.load.relay;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import java.util.function.LongFunction;

/** How a relay is spoken to. Reading a frame is a cheap look at fixed places: the generator shares the servers' cores. */
public interface Wire {
    /** Connects a pair through its two nodes and brings it to where signals flow. */
    Future<Ends> connect(int pair, Address sender, Address recipient);

    /** What a frame is that holds one thing. */
    Heard heard(Buffer frame);

    /** The id of an acknowledged, delivered or refused signal. */
    long id(Buffer frame, Heard heard);

    /** Tells of everything that a frame holds; one thing, unless the protocol packs several into a frame. */
    default void read(Buffer frame, Told told) {
        Heard heard = heard(frame);
        if (heard != Heard.OTHER) {
            told.of(heard, id(frame, heard));
        }
    }

    /** What the protocol wants to be answered to a frame, null for nothing. */
    default String answer(Buffer frame) {
        return null;
    }

    /** When a signal has ended and, under a saturating load, the next one may be sent. */
    default End end() {
        return End.ACK;
    }

    /** What keeps an idle socket open; null when the client need not say anything unasked. */
    String ping();

    /** The end of a signal. */
    enum End {
        /** Its acknowledgement, which the delivery's side gives. */
        ACK,
        /** Its delivery: the protocol has no acknowledgement. */
        DELIVERY,
        /** Both: the sender's side acknowledges before the signal is delivered, or without. */
        BOTH
    }

    /** Takes what a frame held. */
    @FunctionalInterface
    interface Told {
        void of(Heard heard, long id);
    }

    /** A node's port on loopback. */
    record Address(int port) {}

    /**
     * A connected pair.
     *
     * @param frame the sender's frame for signal 1, 2, 3 …
     */
    record Ends(WebSocket sender, WebSocket recipient, LongFunction<String> frame) {}
}
