package dev.parley.rooms;

import io.vertx.core.Future;
import java.util.List;
import java.util.function.Predicate;

/**
 * Where rooms that belong to somebody are kept for good, beyond the cluster's own memory. Every call ends within 3 s, with
 * {@code unavailable} when the record cannot be reached.
 */
interface RoomArchive {
    /** Records a room that is new; it is no room before that. Fails with {@code room_exists} when it is another user's. */
    Future<Void> create(RoomRules rules);

    /** The room of that id, null when none is recorded. */
    Future<RoomRules> find(String roomId);

    /** The rooms whose ids somebody chose: those that an unknown id could be mistaken for. Read once for each node. */
    Future<List<RoomRules>> chosen();

    /** A recorded room has changed, or was inherited by a new owner: recorded as soon as it can be. */
    void changed(RoomRules rules);

    /** It is gone: forgotten as soon as it can be. */
    void deleted(String roomId);

    /** Somebody came or went; recorded as soon as it can be. @param reason null while the stay lasts */
    void stayed(Room room, Member member, long leftAt, String reason);

    /** Another owner records the changes of these rooms from now on. */
    void unload(Predicate<String> roomIds);

    /** How many changes and stays are not recorded yet. */
    int unwritten();

    /** Tries again what could not be recorded. To be called every second. */
    void flush();
}
