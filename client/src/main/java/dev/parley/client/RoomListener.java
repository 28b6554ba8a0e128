package dev.parley.client;

/** What a member of a room hears, on the client's loop and in the order of the room's stream. */
public interface RoomListener {
    /** The client is a member now: at the answer to its join, or when it was let in from the lobby. */
    default void joined(Room room) {}

    /** A signal to this peer, each once. */
    default void signal(Room room, Signal signal) {}

    /** An event, after the room's roster was brought up to date with it. */
    default void event(Room room, RoomEvent event) {}

    /**
     * The membership is over, once, and nothing more comes.
     *
     * @param reason as in {@code peer-left}; or {@code denied}, {@code session-lost}, {@code closed}
     */
    default void ended(Room room, String reason) {}

    /** Every numbered frame as the socket brought it, before anything is dropped: for those who check the server. */
    default void received(Room room, String epoch, long seq) {}
}
