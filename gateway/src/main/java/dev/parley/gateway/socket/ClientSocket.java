package dev.parley.gateway.socket;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;

/** A client's connection, whatever transport carries it. Confined to the lane that accepted it. */
public interface ClientSocket {
    /** Calls {@code handler} with each text frame as UTF-8 bytes. */
    void onFrame(Handler<Buffer> handler);

    /** Calls {@code handler} with the size of a message that is over the limit, before the socket is closed for it. */
    void onOversize(Handler<Integer> handler);

    /** Calls {@code handler} once, when the socket is closed by whichever side. */
    void onClose(Handler<Void> handler);

    /** Sends a text frame; the future ends when the bytes were handed to the system, or failed with the socket. */
    Future<Void> send(String text);

    /** Closes; what was sent before still goes out. */
    void close(int code, String reason);

    /** The client's address, after trusted proxies. */
    String address();
}
