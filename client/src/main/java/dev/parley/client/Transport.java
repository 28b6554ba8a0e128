package dev.parley.client;

import io.vertx.core.Future;

/** Makes connections that carry text frames. A client needs one; many clients may share it. */
public interface Transport {
    /**
     * Connects to the bridge of a node. Called on the client's loop, which the future and the listener come back on.
     *
     * @param endpoint the node's public URL, {@code http://} or {@code https://}, without a path
     */
    Future<Link> connect(String endpoint, Listener listener);

    /** One connection. */
    interface Link {
        /** Sends one text frame; a frame that cannot be sent any more is dropped, and the listener told of the end. */
        void send(String frame);

        /** Closes; the listener is told. */
        void close();
    }

    /** What a connection brings. */
    interface Listener {
        /** One whole text frame as UTF-8. The array is the listener's. */
        void frame(byte[] utf8);

        /** The end, once. @param code the close code, 1006 when there was none */
        void closed(int code);
    }
}
