package dev.parley.rooms;

import dev.parley.cluster.Reply;
import dev.parley.protocol.Code;
import dev.parley.protocol.Fields;
import dev.parley.protocol.Json;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.lane.Actor;
import dev.parley.protocol.lane.ToGateway.Mark;
import dev.parley.protocol.lane.ToOwner.Detach;
import dev.parley.protocol.lane.ToOwner.Request;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Predicate;

/** Those who knocked and wait until a host or a moderator decides. */
final class Lobby {
    /** In place of a number: the answer of a join that waits in the lobby. */
    static final long WAITING = -1;

    private final Courier courier;
    private final Entry entry;
    private final RoomsConfig config;
    private final Clock clock;

    Lobby(Courier courier, Entry entry, RoomsConfig config, Clock clock) {
        this.courier = courier;
        this.entry = entry;
        this.config = config;
        this.clock = clock;
    }

    /** Begins to wait; the first time those who may admit are told. */
    Reply knock(Room room, MemberRecord candidate, String lane) {
        boolean known = room.waiting().containsKey(candidate.peer().peerId());
        if (!known && room.waiting().size() >= config.waiting()) {
            throw new Refusal(Code.ROOM_FULL, "Too many people are waiting for this room. Try again later.");
        }
        room.waiting().put(candidate.peer().peerId(), new Room.Waiting(candidate, lane, clock.awakeMs()));
        if (!known) {
            courier.broadcast(room, RoomEvents.waiting(room, candidate.peer()), m -> m.peer()
                    .moderates());
        }
        return new Reply(Json.slice(Json.newObject().put("waiting", true)), room.epoch(), WAITING);
    }

    /** Lets somebody in who waits, or sends it away. */
    Future<Reply> decide(Request request, Room room) {
        Fields body = Fields.of(request.body());
        String peerId = body.peerId();
        boolean allow = body.flag("allow");
        if (allow && room.isIn(peerId)) {
            return Future.succeededFuture(Reply.nothing());
        }
        Room.Waiting waiting = room.waiting().get(peerId);
        if (waiting == null) {
            throw new Refusal(Code.PEER_UNKNOWN, "Nobody with this id is waiting.");
        }
        if (!allow) {
            turnAway(room, w -> w == waiting);
            return Future.succeededFuture(Reply.nothing());
        }
        if (room.isFull()) {
            throw new Refusal(Code.ROOM_FULL, "The room is full. Somebody has to leave first.");
        }
        return entry.admit(room, waiting.record(), waiting.lane()).map(member -> {
            var admitted = RoomEvents.admitted(room, entry.body(room, member));
            courier.place(room, peerId, member.lane(), admitted, member.stream().seq(), Mark.START);
            return Reply.nothing();
        });
    }

    /** Sends away whoever waits and is meant. */
    void turnAway(Room room, Predicate<Room.Waiting> who) {
        List<Room.Waiting> denied = room.waiting().values().stream().filter(who).toList();
        denied.forEach(w -> courier.place(room, w.peerId(), w.lane(), RoomEvents.denied(room), 0, Mark.LAST));
        room.waiting().values().removeAll(denied);
    }

    /** A lane still holds the socket of somebody who waits. @return whether anybody does under this id */
    boolean heard(Room room, String peerId, String lane) {
        Room.Waiting waiting = room.waiting().get(peerId);
        if (waiting != null && waiting.lane().equals(lane)) {
            room.waiting().put(peerId, new Room.Waiting(waiting.record(), lane, clock.awakeMs()));
        }
        return waiting != null;
    }

    /** Somebody who waits leaves by itself. */
    void withdraw(Room room, Actor actor) {
        room.waiting()
                .computeIfPresent(actor.peerId(), (id, w) -> w.record().generation() <= actor.generation() ? null : w);
    }

    /** The socket of somebody who waits is gone. */
    void withdraw(Room room, Detach detach) {
        if (detach.gone()) {
            room.waiting()
                    .computeIfPresent(
                            detach.peerId(), (id, w) -> w.record().generation() <= detach.generation() ? null : w);
        }
    }

    /** Forgets those for whom no lane has spoken for the time of a lease. */
    void expire(Room room, long now) {
        room.waiting().values().removeIf(w -> now - w.heardAt() >= config.leaseMs());
    }
}
