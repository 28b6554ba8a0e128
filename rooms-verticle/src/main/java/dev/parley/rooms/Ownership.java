package dev.parley.rooms;

import dev.parley.cluster.MovedException;

/** Asked again after each asynchronous step: whether this lane still serves the room's partition. */
@FunctionalInterface
interface Ownership {
    boolean serves(int partition);

    /** @throws MovedException when the partition was handed over meanwhile */
    default void check(int partition) {
        if (!serves(partition)) {
            throw MovedException.INSTANCE;
        }
    }

    /** @throws MovedException when the room was handed over or closed meanwhile */
    default void check(Room room) {
        check(room.partition());
        if (room.isClosed()) {
            throw MovedException.INSTANCE;
        }
    }
}
