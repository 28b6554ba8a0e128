package dev.parley.rooms;

import dev.parley.protocol.lane.ToGateway.Mark;
import io.vertx.core.Future;

/** Who has which role, and what comes with it. */
final class Roles {
    private final RoomStore store;
    private final Courier courier;
    private final RoomFeed feed;

    Roles(RoomStore store, Courier courier, RoomFeed feed) {
        this.store = store;
        this.courier = courier;
        this.feed = feed;
    }

    /** Gives a role and tells everybody. @return when the cluster has it */
    Future<Void> give(Room room, Member member, String role) {
        member.record(member.record().withPeer(member.peer().withRole(role)));
        courier.broadcast(room, RoomEvents.peerRole(room, member.peer()));
        feed.role(room, member);
        tellWaiting(room, member);
        return store.save(room.id(), member.record());
    }

    /** A room without an owner is hosted by the member that is present longest. */
    void appointHost(Room room) {
        if (room.rules().owner() == null && !room.hasHost() && !room.members().isEmpty()) {
            give(room, room.members().iterator().next(), Peer.HOST);
        }
    }

    /** Whoever may admit and was not here, or missed events, learns who waits. */
    void tellWaiting(Room room, Member member) {
        if (member.peer().moderates()) {
            room.waiting()
                    .values()
                    .forEach(w -> courier.deliver(
                            room, member, RoomEvents.waiting(room, w.record().peer()), Mark.NEXT));
        }
    }
}
