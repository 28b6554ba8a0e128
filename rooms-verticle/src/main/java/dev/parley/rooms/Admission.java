package dev.parley.rooms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.Code;
import dev.parley.protocol.Fields;
import dev.parley.protocol.Ids;
import dev.parley.protocol.Json;
import dev.parley.protocol.Limits;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.lane.Actor;
import dev.parley.protocol.lane.ToGateway.Mark;
import dev.parley.protocol.lane.ToOwner.Request;
import io.vertx.core.Future;
import java.util.function.LongSupplier;

/** Who comes into a room: bans, lock, password, capacity, lobby. */
final class Admission {
    /** In place of a number: the answer of a join that waits in the lobby. */
    static final long WAITING = -1;

    private final Rooms rooms;
    private final RoomStore store;
    private final Courier courier;
    private final Passwords passwords;
    private final RoomsConfig config;
    private final Ownership ownership;
    private final Attachments attachments;
    private final Departures departures;
    private final LongSupplier monotonicMs;

    Admission(
            Rooms rooms,
            RoomStore store,
            Courier courier,
            Passwords passwords,
            RoomsConfig config,
            Ownership ownership,
            Attachments attachments,
            Departures departures,
            LongSupplier monotonicMs) {
        this.rooms = rooms;
        this.store = store;
        this.courier = courier;
        this.passwords = passwords;
        this.config = config;
        this.ownership = ownership;
        this.attachments = attachments;
        this.departures = departures;
        this.monotonicMs = monotonicMs;
    }

    /** Joins; repeating it is harmless. The first to come to an unknown room opens it, where that is allowed. */
    Future<Reply> join(Request request, Room known, int partition) {
        Fields body = Fields.of(request.body());
        MemberRecord candidate = candidate(body, request.actor());
        Room room = known != null ? known : openAdHoc(request.key(), partition);
        if (isKnown(room, candidate)) {
            return again(room, request);
        }
        return unlock(room, body, request.actor()).compose(v -> {
            ownership.check(room);
            return isKnown(room, candidate) ? again(room, request) : enter(room, candidate, request.replyLane());
        });
    }

    private static boolean isKnown(Room room, MemberRecord candidate) {
        String peerId = candidate.peer().peerId();
        return room.member(peerId) != null || room.joining().containsKey(peerId);
    }

    private Room openAdHoc(String roomId, int partition) {
        if (!config.adHoc() || roomId.startsWith(Ids.GENERATED_ROOM)) {
            throw new Refusal(Code.ROOM_UNKNOWN, "There is no such room. Check the link, or create the room first.");
        }
        return rooms.open(RoomRules.adHoc(roomId, config.maxPeers(), System.currentTimeMillis()), partition);
    }

    private static MemberRecord candidate(Fields body, Actor actor) {
        String name = body.has("displayName") ? body.text("displayName", 1, Limits.DISPLAY_NAME) : actor.displayName();
        ObjectNode state = body.objectOr("state", Limits.STATE_BYTES);
        Peer peer = new Peer(actor.peerId(), name.strip(), Peer.GUEST, actor.user(), state, System.currentTimeMillis());
        return MemberRecord.of(peer, actor);
    }

    /** For who is in already, or whose join is under way. */
    private Future<Reply> again(Room room, Request request) {
        Future<Member> joining = room.joining().get(request.actor().peerId());
        return joining != null
                ? joining.map(member -> again(room, member, request))
                : Future.succeededFuture(again(room, room.member(request.actor().peerId()), request));
    }

    private Reply again(Room room, Member member, Request request) {
        int generation = request.actor().generation();
        if (!member.isHeldBy(request.actor())) {
            attachments.evict(request.replyLane(), member.peerId(), generation);
            throw new Refusal(Code.NOT_ALLOWED, "This session goes on over another connection.");
        }
        attachments.takeOver(room, member, generation, request.replyLane());
        Stream stream = member.stream();
        long seq = member.isFlowing() ? stream.seq() : Math.max(stream.written(), stream.oldest() - 1);
        return reply(room, member, seq);
    }

    private Future<Void> unlock(Room room, Fields body, Actor actor) {
        RoomRules rules = room.rules();
        if (rules.bans().stream().anyMatch(actor::is)) {
            throw new Refusal(Code.BANNED, "You are banned from this room.");
        }
        if (rules.locked()) {
            throw new Refusal(Code.ROOM_LOCKED, "The room is locked. Ask its host to unlock it.");
        }
        if (rules.passwordHash() == null) {
            return Future.succeededFuture();
        }
        String password = body.textOr("password", Limits.PASSWORD_MAX, "");
        Future<Boolean> matches =
                password.isEmpty() ? Future.succeededFuture(false) : passwords.matches(password, rules.passwordHash());
        return matches.map(right -> {
            if (!right) {
                throw new Refusal(Code.WRONG_PASSWORD, "This room needs its password.");
            }
            return null;
        });
    }

    private Future<Reply> enter(Room room, MemberRecord candidate, String lane) {
        if (room.isFull()) {
            throw new Refusal(
                    Code.ROOM_FULL, "The room is full (" + room.rules().maxPeers() + " people). Try again later.");
        }
        if (room.rules().lobby() && room.hasModerator()) {
            return Future.succeededFuture(knock(room, candidate, lane));
        }
        return admit(room, candidate, lane)
                .map(member -> reply(room, member, member.stream().seq()));
    }

    private Reply knock(Room room, MemberRecord candidate, String lane) {
        boolean known = room.waiting().containsKey(candidate.peer().peerId());
        if (!known && room.waiting().size() >= config.waiting()) {
            throw new Refusal(Code.ROOM_FULL, "Too many people are waiting for this room. Try again later.");
        }
        room.waiting().put(candidate.peer().peerId(), new Room.Waiting(candidate, lane));
        if (!known) {
            courier.broadcast(room, RoomEvents.waiting(room, candidate.peer()), m -> m.peer()
                    .moderates());
        }
        return new Reply(Json.slice(Json.newObject().put("waiting", true)), room.epoch(), WAITING);
    }

    /** Writes the membership through and then lets the peer in; until then it only holds a place. */
    Future<Member> admit(Room room, MemberRecord candidate, String lane) {
        boolean hosts = room.rules().owner() == null
                && !room.hasHost()
                && room.joining().isEmpty();
        Peer peer = candidate.peer().joinedAt(room.joinTime(System.currentTimeMillis()));
        MemberRecord record = candidate.withPeer(hosts ? peer.withRole(Peer.HOST) : peer);
        Future<Member> member = write(room, record)
                .eventually(() -> {
                    room.joining().remove(peer.peerId());
                    return Future.succeededFuture();
                })
                .map(v -> let(room, record, lane))
                .onFailure(failure -> departures.undo(room, peer.peerId()));
        if (!member.isComplete()) {
            room.joining().put(peer.peerId(), member);
        }
        return member;
    }

    private Future<?> write(Room room, MemberRecord record) {
        return room.rules().adHoc() && room.members().isEmpty()
                ? Future.all(store.save(room.rules()), store.save(room.id(), record))
                : store.save(room.id(), record);
    }

    private Member let(Room room, MemberRecord record, String lane) {
        ownership.check(room);
        Member member = Member.joining(record, rooms.newStream(0), lane, monotonicMs.getAsLong());
        room.waiting().remove(member.peerId());
        room.add(member);
        courier.broadcast(room, RoomEvents.peerJoined(room, member.peer()), other -> other != member);
        return member;
    }

    Reply reply(Room room, Member member, long seq) {
        return new Reply(
                Json.slice(body(room, member).put("epoch", room.epoch()).put("seq", seq)), room.epoch(), seq);
    }

    private ObjectNode body(Room room, Member member) {
        ObjectNode body = Json.newObject();
        body.putPOJO("room", room.view());
        body.putPOJO("self", member.peer());
        body.putPOJO("peers", room.roster(member.peerId()));
        body.set("iceServers", config.iceServers());
        return body;
    }

    /** Lets somebody in who waits, or sends it away. */
    Future<Reply> decide(Request request, Room room) {
        Fields body = Fields.of(request.body());
        String peerId = body.peerId();
        boolean allow = body.flag("allow");
        Room.Waiting waiting = room.waiting().get(peerId);
        if (waiting == null) {
            throw new Refusal(Code.PEER_UNKNOWN, "Nobody with this id is waiting.");
        }
        if (!allow) {
            room.waiting().remove(peerId);
            courier.place(room, peerId, waiting.lane(), RoomEvents.denied(room), 0, Mark.LAST);
            return Future.succeededFuture(Reply.nothing());
        }
        if (room.isFull()) {
            throw new Refusal(Code.ROOM_FULL, "The room is full. Somebody has to leave first.");
        }
        return admit(room, waiting.record(), waiting.lane()).map(member -> {
            long seq = member.stream().seq();
            courier.place(room, peerId, waiting.lane(), RoomEvents.admitted(room, body(room, member)), seq, Mark.START);
            return Reply.nothing();
        });
    }
}
