package dev.parley.rooms;

/** Asked again after each asynchronous step: whether this lane still serves the room's partition. */
@FunctionalInterface
interface Ownership {
    boolean serves(int partition);

    /** @throws MovedException when the room was handed over or closed meanwhile */
    default void check(Room room) {
        if (!serves(room.partition()) || room.isClosed()) {
            throw MovedException.INSTANCE;
        }
    }
}
