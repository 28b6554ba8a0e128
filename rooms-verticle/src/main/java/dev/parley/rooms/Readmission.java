package dev.parley.rooms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.cluster.Reply;
import dev.parley.protocol.Code;
import dev.parley.protocol.Fields;
import dev.parley.protocol.Ids;
import dev.parley.protocol.Json;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.lane.Actor;
import dev.parley.protocol.lane.ToOwner.Request;
import io.vertx.core.Future;

/**
 * Brings back a member whose socket exists while the cluster has forgotten its membership (every copy was lost). What is
 * guarded stays closed: a room with a password, a lock or bans is never opened again on a gateway's word.
 */
final class Readmission {
    private final Rooms rooms;
    private final RoomStore store;
    private final Courier courier;
    private final RoomFeed feed;
    private final RoomsConfig config;
    private final Ownership ownership;
    private final Departures departures;
    private final Clock clock;

    Readmission(
            Rooms rooms,
            RoomStore store,
            Courier courier,
            RoomFeed feed,
            RoomsConfig config,
            Ownership ownership,
            Departures departures,
            Clock clock) {
        this.rooms = rooms;
        this.store = store;
        this.courier = courier;
        this.feed = feed;
        this.config = config;
        this.ownership = ownership;
        this.departures = departures;
        this.clock = clock;
    }

    /**
     * Body: {@code {peer, guarded}}, from the gateway that holds the socket. It knows that the membership never ended, so
     * a guard that was set since in a room whose rules survived does not keep the peer out, as it does a mere seat.
     */
    Future<Reply> readmit(Request request, Room known, int partition) {
        Fields body = Fields.of(request.body());
        Room room = known != null ? known : reopen(request.key(), body.flagOr("guarded", true), partition);
        String peerId = request.actor().peerId();
        return room.isIn(peerId) ? isBack(room, peerId) : takeBack(request, room, introduced(body));
    }

    /**
     * Writes the membership through, then makes the peer a member again as {@code told}; repeating it is harmless. The
     * others are told as of anybody who comes: those who know it already see by {@code joinedAt} that it never left.
     */
    Future<Reply> takeBack(Request request, Room room, Peer told) {
        Actor actor = request.actor();
        String peerId = actor.peerId();
        if (room.isIn(peerId)) {
            return isBack(room, peerId);
        }
        refuseEnded(room, actor);
        MemberRecord record = MemberRecord.of(besideHost(room, told), actor);
        Future<Member> member = Future.all(store.save(room.rules()), store.save(room.id(), record))
                .eventually(() -> {
                    room.joining().remove(peerId);
                    return Future.succeededFuture();
                })
                .map(v -> {
                    ownership.check(room);
                    return restore(room, record, actor, request.replyLane());
                })
                .onFailure(failure -> departures.undo(room, peerId));
        if (!member.isComplete()) {
            room.joining().put(peerId, member);
        }
        return member.map(v -> Reply.nothing());
    }

    private static Future<Reply> isBack(Room room, String peerId) {
        Future<Member> joining = room.joining().get(peerId);
        return joining == null ? Future.succeededFuture(Reply.nothing()) : joining.map(v -> Reply.nothing());
    }

    private static void refuseEnded(Room room, Actor actor) {
        if (room.endOf(actor.peerId()) != null || room.rules().bans().stream().anyMatch(actor::is)) {
            throw ended();
        }
    }

    /** The peer as its lane knows it from the join. */
    private static Peer introduced(Fields body) {
        if (!(body.json().get("peer") instanceof ObjectNode told)) {
            throw ended();
        }
        return Json.read(Json.bytes(told), Peer.class);
    }

    /** There is one host: the first that comes back as such. */
    private static Peer besideHost(Room room, Peer told) {
        return told.hosts() && room.hasHost() ? told.withRole(Peer.GUEST) : told;
    }

    private Member restore(Room room, MemberRecord written, Actor actor, String lane) {
        refuseEnded(room, actor);
        MemberRecord record = written.withPeer(besideHost(room, written.peer()));
        if (!record.equals(written)) {
            store.save(room.id(), record);
        }
        Stream waiting = room.expected().get(actor.peerId());
        Stream stream = waiting != null ? waiting : rooms.newStream(Rooms.INHERITED_SEQ);
        Member member = Member.inherited(record, stream, clock.awakeMs());
        member.hold(lane, clock.awakeMs());
        feed.joined(room, member);
        room.add(member);
        courier.broadcast(room, RoomEvents.peerJoined(room, member.peer()), other -> other != member);
        return member;
    }

    /** @throws Refusal {@code room_unknown} where it must not be opened again */
    Room reopen(String roomId, boolean guarded, int partition) {
        if (guarded || !config.adHoc() || roomId.startsWith(Ids.GENERATED_ROOM)) {
            throw new Refusal(Code.ROOM_UNKNOWN, "The room is gone.");
        }
        long now = clock.clusterMs();
        return rooms.open(RoomRules.adHoc(roomId, config.maxPeers(), now).withLostAt(now), partition);
    }

    private static Refusal ended() {
        return new Refusal(Code.NOT_MEMBER, "The membership has ended.");
    }
}
