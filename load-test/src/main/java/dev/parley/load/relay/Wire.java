package dev.parley.load.relay;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import java.util.function.LongFunction;

/** How a relay is spoken to. Reading a frame is a cheap look at fixed places: the generator shares the servers' cores. */
interface Wire {
    /** Connects a pair through its two nodes and brings it to where signals flow. */
    Future<Ends> connect(int pair, Address sender, Address recipient);

    Heard heard(Buffer frame);

    /** The id of an acknowledged, delivered or refused signal. */
    long id(Buffer frame, Heard heard);

    /** What keeps an idle socket open. */
    String ping();

    /** A node's port on loopback. */
    record Address(int port) {}

    /**
     * A connected pair.
     *
     * @param frame the sender's frame for signal 1, 2, 3 …
     */
    record Ends(WebSocket sender, WebSocket recipient, LongFunction<String> frame) {}
}
