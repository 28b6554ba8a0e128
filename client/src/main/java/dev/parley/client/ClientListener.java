package dev.parley.client;

import dev.parley.protocol.Slice;

/** What a client tells about its connection, on its loop. */
public interface ClientListener {
    /** A listener that does not care. */
    ClientListener SILENT = new ClientListener() {};

    /** The session is open, for the first time or again. */
    default void opened(SessionInfo session) {}

    /** The connection is lost and will be made again. @param code the close code, 1006 when there was none */
    default void lost(int code) {}

    /** The client is closed, once: by itself, or because the server will not have it any more. */
    default void closed(int code) {}

    /** Something for the user's inbox; its {@code register} is {@link ParleyClient#registerInbox}. */
    default void inbox(Slice body) {}

    /** An error that answers no request: a refused registration, a frame that was too large. */
    default void problem(RequestException problem) {}
}
