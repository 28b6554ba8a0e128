package dev.parley.rooms;

import dev.parley.cluster.Reply;
import dev.parley.protocol.Code;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.lane.Op;
import dev.parley.protocol.lane.ToOwner.Request;
import io.vertx.core.Future;
import java.util.EnumSet;
import java.util.Set;

/** The table of requests: which class answers what. */
final class RoomRequests {
    /** What may be asked about a room that nobody has been in since the cluster started. */
    private static final Set<Op> FOR_RECORDED =
            EnumSet.of(Op.GET, Op.JOIN, Op.UPDATE, Op.DELETE, Op.PEERS, Op.BAN, Op.UNBAN, Op.LOCK);

    private final Rooms rooms;
    private final Admission admission;
    private final Readmission readmission;
    private final Resumption resumption;
    private final Departures departures;
    private final Moderation moderation;
    private final RoomAdmin admin;
    private final Talk talk;
    private final Lobby lobby;
    private final CallRooms calls;
    private final Ownership ownership;

    RoomRequests(
            Rooms rooms,
            Admission admission,
            Readmission readmission,
            Resumption resumption,
            Departures departures,
            Moderation moderation,
            RoomAdmin admin,
            Talk talk,
            Lobby lobby,
            CallRooms calls,
            Ownership ownership) {
        this.rooms = rooms;
        this.admission = admission;
        this.readmission = readmission;
        this.resumption = resumption;
        this.departures = departures;
        this.moderation = moderation;
        this.admin = admin;
        this.talk = talk;
        this.lobby = lobby;
        this.calls = calls;
        this.ownership = ownership;
    }

    /** @throws Refusal right away or in the future, when the request is not to be granted */
    Future<Reply> handle(Request request, Room existing, int partition) {
        if (request.op() == Op.OPEN_CALL) {
            return calls.open(request, existing, partition);
        }
        if (request.op() == Op.CLOSE_CALL) {
            return calls.close(existing);
        }
        if (existing == null && FOR_RECORDED.contains(request.op())) {
            return rooms.find(request.key(), partition).compose(found -> {
                ownership.check(partition);
                return visible(request, found, partition);
            });
        }
        return visible(request, existing, partition);
    }

    /** What one may not see answers as what does not exist. */
    private Future<Reply> visible(Request request, Room room, int partition) {
        boolean visible = room != null && room.rules().isVisibleTo(request.actor());
        return handleVisible(request, visible ? room : null, partition);
    }

    private Future<Reply> handleVisible(Request request, Room room, int partition) {
        return switch (request.op()) {
            case CREATE -> admin.create(request, room, partition);
            case JOIN -> admission.join(request, room, partition);
            case RESUME -> resumption.resume(request, room, partition);
            case READMIT -> readmission.readmit(request, room, partition);
            case LEAVE -> leave(request, room, partition);
            case LIST -> list(request);
            default -> inRoom(request, existing(room));
        };
    }

    private Future<Reply> inRoom(Request request, Room room) {
        return switch (request.op()) {
            case GET -> admin.get(room);
            case UPDATE -> admin.update(request, room);
            case DELETE -> admin.delete(request, room);
            case PEERS -> admin.peers(request, room);
            case STATE -> talk.state(request, room);
            case CHAT -> talk.chat(request, room);
            case BROADCAST -> talk.broadcast(request, room);
            case KICK -> moderation.kick(request, room);
            case BAN -> moderation.ban(request, room);
            case UNBAN -> moderation.unban(request, room);
            case MUTE -> moderation.mute(request, room);
            case PROMOTE -> moderation.promote(request, room);
            case LOCK -> moderation.lock(request, room);
            case ADMIT -> {
                moderation.moderator(request, room);
                yield lobby.decide(request, room);
            }
            default -> throw new IllegalStateException("no handler for " + request.op());
        };
    }

    Future<Reply> list(Request request) {
        return admin.list(request);
    }

    /** Leaving what one is not in is no error: the wish is fulfilled once the cluster has it so, too. */
    private Future<Reply> leave(Request request, Room room, int partition) {
        String peerId = request.actor().peerId();
        Future<Member> joining = room == null ? null : room.joining().get(peerId);
        if (joining != null) {
            return joining.transform(done -> leave(request, room, partition));
        }
        if (room != null) {
            lobby.withdraw(room, request.actor());
        }
        Member member = room == null ? null : room.memberOf(request.actor());
        Future<Void> left = member == null
                ? departures.endAgain(room, request.key(), peerId)
                : departures.end(room, member, "left", false);
        return left.map(v -> {
            ownership.check(partition);
            return Reply.nothing();
        });
    }

    private static Room existing(Room room) {
        if (room == null) {
            throw new Refusal(Code.ROOM_UNKNOWN, "There is no such room. Check the link, or create the room first.");
        }
        return room;
    }
}
