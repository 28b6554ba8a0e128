package dev.parley.rooms;

import dev.parley.protocol.lane.ToGateway.Mark;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/** How memberships and rooms end, and who is host afterwards. */
final class Departures {
    private final Rooms rooms;
    private final RoomStore store;
    private final RoomArchive archive;
    private final Courier courier;
    private final RoomFeed feed;
    private final Roles roles;
    private final Ownership ownership;
    private final Clock clock;

    Departures(
            Rooms rooms,
            RoomStore store,
            RoomArchive archive,
            Courier courier,
            RoomFeed feed,
            Roles roles,
            Ownership ownership,
            Clock clock) {
        this.rooms = rooms;
        this.store = store;
        this.archive = archive;
        this.courier = courier;
        this.feed = feed;
        this.roles = roles;
        this.ownership = ownership;
        this.clock = clock;
    }

    /**
     * Ends a membership and tells the others. Somebody who leaves by itself is not told.
     *
     * @param reason as in {@code peer-left}
     * @return when the cluster has forgotten the member
     */
    Future<Void> end(Room room, Member member, String reason, boolean tellMember) {
        Event event = RoomEvents.peerLeft(room, member.peerId(), reason);
        if (tellMember) {
            courier.deliver(room, member, event, Mark.LAST);
        }
        room.remove(member, reason, clock.awakeMs());
        recordEnd(room, member, reason);
        feed.left(room, member.peerId(), reason);
        courier.broadcast(room, event);
        room.expected().values().forEach(stream -> stream.push(event));
        Future<Void> forgotten = store.delete(room.id(), member.peerId());
        roles.appointHost(room);
        if (room.isEmpty() && room.rules().adHoc()) {
            return Future.all(forgotten, forget(room, "empty")).mapEmpty();
        }
        return forgotten;
    }

    /**
     * Writes the end of a membership that is over here, where the first attempt may have failed. A membership that began
     * since is left alone.
     *
     * @param room null when there is none
     */
    Future<Void> endAgain(Room room, String roomId, String peerId) {
        return room != null && room.isIn(peerId) ? Future.succeededFuture() : store.delete(roomId, peerId);
    }

    /** Closes a room for everybody, at once. @return when the cluster has forgotten it */
    Future<Void> close(Room room, String reason) {
        courier.broadcast(room, RoomEvents.roomClosed(room, reason), m -> true, Mark.LAST);
        room.waiting()
                .forEach((peerId, w) -> courier.place(room, peerId, w.lane(), RoomEvents.denied(room), 0, Mark.LAST));
        List<Future<Void>> deletions = new ArrayList<>();
        room.members().forEach(m -> recordEnd(room, m, reason));
        deletions.add(forget(room, reason));
        room.members().forEach(m -> deletions.add(store.delete(room.id(), m.peerId())));
        return Future.all(deletions).mapEmpty();
    }

    /**
     * Takes back what a join wrote that came to nothing, and with it the ad hoc room that nobody else is in. Where the
     * room was handed over nothing is taken back: the new owner may have let the peer in.
     */
    void undo(Room room, String peerId) {
        if (!ownership.serves(room.partition())) {
            return;
        }
        if (!room.isIn(peerId)) {
            store.delete(room.id(), peerId);
        }
        if (room.rules().adHoc() && room.isEmpty() && !room.isClosed()) {
            forget(room, "empty");
        }
    }

    private void recordEnd(Room room, Member member, String reason) {
        if (room.rules().isRecorded()) {
            archive.stayed(room, member, clock.clusterMs(), reason);
        }
    }

    private Future<Void> forget(Room room, String reason) {
        feed.closed(room, reason);
        rooms.remove(room);
        return store.delete(room.id());
    }
}
