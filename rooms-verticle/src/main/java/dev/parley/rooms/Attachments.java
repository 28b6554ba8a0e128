package dev.parley.rooms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.cluster.Reply;
import dev.parley.protocol.CloseReason;
import dev.parley.protocol.Fields;
import dev.parley.protocol.Json;
import dev.parley.protocol.Limits;
import dev.parley.protocol.lane.ToGateway.Evict;
import dev.parley.protocol.lane.ToGateway.Mark;
import dev.parley.protocol.lane.ToGateway.Unknown;
import dev.parley.protocol.lane.ToOwner.Attach;
import dev.parley.protocol.lane.ToOwner.Detach;
import dev.parley.protocol.lane.ToOwner.Holding;
import dev.parley.protocol.lane.ToOwner.Request;

/** Binds members' streams to the sockets that really exist: attach, detach, leases, resume. */
final class Attachments {
    static final String ROOM_CLOSED = "room-closed";

    private final RoomStore store;
    private final Courier courier;
    private final Roles roles;
    private final Lobby lobby;
    private final Clock clock;

    Attachments(RoomStore store, Courier courier, Roles roles, Lobby lobby, Clock clock) {
        this.store = store;
        this.courier = courier;
        this.roles = roles;
        this.lobby = lobby;
        this.clock = clock;
    }

    /** The socket is ready for the stream after {@code seq}. */
    void attach(Attach message, Room room) {
        Member member = known(message.lane(), room, message.key(), message.peerId(), message.generation());
        if (member != null) {
            flow(room, member, message.lane(), message.epoch(), message.seq());
        }
    }

    void detach(Detach message, Room room) {
        if (room != null) {
            lobby.withdraw(room, message);
        }
        Member member = room == null ? null : room.member(message.peerId());
        if (member == null || message.generation() < member.record().generation()) {
            return;
        }
        if (message.epoch().equals(room.epoch())) {
            member.stream().wroteTo(message.seq());
        }
        if (message.gone()) {
            lose(room, member);
        } else {
            member.stopFlow();
        }
    }

    /** A lane tells again what it holds: the lease goes on, and what is out of step is put right. */
    void holding(String lane, Holding h, Room room) {
        if (room != null && lobby.heard(room, h.peerId(), lane)) {
            return;
        }
        Member member = known(lane, room, h.roomId(), h.peerId(), h.generation());
        if (member == null) {
            return;
        }
        boolean sameEpoch = h.epoch().equals(room.epoch());
        if (sameEpoch) {
            member.stream().wroteTo(h.seq());
        }
        if (!h.ready()) {
            rebind(room, member, lane);
        } else if (!sameEpoch || isStuck(member, lane, h)) {
            flow(room, member, lane, h.epoch(), h.seq());
        } else {
            member.hold(lane, clock.awakeMs());
        }
        member.expectAtNextLease(member.stream().seq());
    }

    /** Whether frames that were sent before the lane's last word still have not reached the socket. */
    private static boolean isStuck(Member member, String lane, Holding h) {
        return !member.isFlowing() || !lane.equals(member.lane()) || h.seq() < member.expectedAtLease();
    }

    private Member known(String lane, Room room, String roomId, String peerId, int generation) {
        Member member = room == null ? null : room.member(peerId);
        if (member == null) {
            courier.send(lane, new Unknown(roomId, peerId, generation));
            return null;
        }
        if (speaksElsewhere(member, lane, generation)) {
            evict(lane, peerId, generation);
            return null;
        }
        renew(room, member, generation);
        return member;
    }

    /**
     * Whether somebody else speaks for the peer: a newer opening of its session, or one of the same generation (its resume
     * token was used twice) that came later.
     */
    private static boolean speaksElsewhere(Member member, String lane, int generation) {
        int newest = member.record().generation();
        return generation < newest || (generation == newest && !member.isAway() && !lane.equals(member.lane()));
    }

    /** Has the lane close the peer's socket of this or an older opening. */
    void evict(String lane, String peerId, int generation) {
        courier.send(lane, new Evict(peerId, generation, CloseReason.CONTINUED_ELSEWHERE));
    }

    private void renew(Room room, Member member, int generation) {
        if (generation > member.record().generation()) {
            member.record(member.record().withGeneration(generation));
            store.save(room.id(), member.record());
        }
    }

    private void flow(Room room, Member member, String lane, String epoch, long seq) {
        rebind(room, member, lane);
        member.flowTo(lane, clock.awakeMs());
        if (epoch.equals(room.epoch()) && member.stream().covers(seq)) {
            member.stream().readTo(seq);
            courier.replay(room, member, seq);
        } else {
            long first = member.stream().restart();
            courier.place(room, member.peerId(), lane, RoomEvents.resync(room, member.peerId()), first, Mark.START);
            courier.replay(room, member, first);
            roles.tellWaiting(room, member);
        }
    }

    private void rebind(Room room, Member member, String lane) {
        member.hold(lane, clock.awakeMs());
        if (member.lostTold()) {
            member.lostTold(false);
            others(room, member, "back");
        }
    }

    /** The member's socket is gone; it stays for the resume window. */
    void lose(Room room, Member member) {
        if (member.isAway()) {
            return;
        }
        member.goAway(clock.awakeMs());
        tellLost(room, member);
    }

    void tellLost(Room room, Member member) {
        if (!member.lostTold()) {
            member.lostTold(true);
            others(room, member, "lost");
        }
    }

    private void others(Room room, Member member, String connection) {
        courier.broadcast(room, RoomEvents.peerConnection(room, member.peerId(), connection), other -> other != member);
    }

    /**
     * A session that was opened again takes its membership back. The reply is one entry of {@code rooms} in the answer
     * to {@code session.open}, with {@code self} and {@code guarded} for the gateway to take out.
     */
    Reply resume(Request request, Room room) {
        Member member = room == null ? null : room.member(request.actor().peerId());
        String roomId = request.key();
        if (member == null) {
            String end = room == null ? null : room.endOf(request.actor().peerId());
            return gone(roomId, end != null ? end : room == null ? ROOM_CLOSED : "timeout");
        }
        if (room.memberOf(request.actor()) == null) {
            return gone(roomId, "replaced");
        }
        takeOver(room, member, request.actor().generation(), request.replyLane());
        Fields body = Fields.of(request.body());
        long seq = body.integerOr("seq", 0, Limits.MAX_SAFE_INTEGER, 0);
        if (body.textOr("epoch", 128, "").equals(room.epoch())
                && member.stream().covers(seq)) {
            member.stream().readTo(seq);
            ObjectNode entry = entry(room, member).put("resumed", true);
            return new Reply(Json.slice(entry), room.epoch(), seq);
        }
        long first = member.stream().restart();
        ObjectNode entry = entry(room, member).put("resync", true);
        entry.put("epoch", room.epoch()).put("seq", first).putPOJO("peers", room.roster(member.peerId()));
        roles.tellWaiting(room, member);
        return new Reply(Json.slice(entry), room.epoch(), first);
    }

    private static ObjectNode entry(Room room, Member member) {
        ObjectNode entry = Json.newObject().put("roomId", room.id()).putPOJO("self", member.peer());
        return entry.put("guarded", room.rules().isGuarded());
    }

    /** The peer speaks from this lane from now on. For the socket that does so already nothing changes. */
    void takeOver(Room room, Member member, int generation, String lane) {
        String former = member.lane();
        if (!lane.equals(former) || generation != member.record().generation()) {
            member.stopFlow();
            if (former != null) {
                evict(former, member.peerId(), former.equals(lane) ? generation - 1 : generation);
            }
        }
        renew(room, member, generation);
        rebind(room, member, lane);
    }

    static Reply gone(String roomId, String reason) {
        return Reply.of(Json.newObject().put("roomId", roomId).put("gone", reason));
    }
}
