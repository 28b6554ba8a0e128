package dev.parley.rooms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.cluster.Reply;
import dev.parley.protocol.Code;
import dev.parley.protocol.Fields;
import dev.parley.protocol.Ids;
import dev.parley.protocol.Limits;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.lane.Actor;
import dev.parley.protocol.lane.ToOwner.Request;
import dev.parley.storage.PasswordHashes;
import io.vertx.core.Future;

/** Who comes into a room: bans, lock, password, capacity, lobby. */
final class Admission {
    private final Rooms rooms;
    private final Entry entry;
    private final Lobby lobby;
    private final Roles roles;
    private final PasswordHashes passwords;
    private final RoomsConfig config;
    private final Ownership ownership;
    private final Attachments attachments;
    private final Clock clock;

    Admission(
            Rooms rooms,
            Entry entry,
            Lobby lobby,
            Roles roles,
            PasswordHashes passwords,
            RoomsConfig config,
            Ownership ownership,
            Attachments attachments,
            Clock clock) {
        this.rooms = rooms;
        this.entry = entry;
        this.lobby = lobby;
        this.roles = roles;
        this.passwords = passwords;
        this.config = config;
        this.ownership = ownership;
        this.attachments = attachments;
        this.clock = clock;
    }

    /** Joins; repeating it is harmless. The first to come to an unknown room opens it, where that is allowed. */
    Future<Reply> join(Request request, Room known, int partition) {
        Fields body = Fields.of(request.body());
        MemberRecord candidate = candidate(body, request.actor());
        Room room = known != null ? known : openAdHoc(request.key(), partition);
        if (room.isIn(candidate.peer().peerId())) {
            return again(room, request);
        }
        return unlock(room, body, request.actor()).compose(v -> {
            ownership.check(room);
            return room.isIn(candidate.peer().peerId())
                    ? again(room, request)
                    : enter(room, candidate, request.replyLane());
        });
    }

    private Room openAdHoc(String roomId, int partition) {
        if (!config.adHoc() || roomId.startsWith(Ids.GENERATED_ROOM)) {
            throw new Refusal(Code.ROOM_UNKNOWN, "There is no such room. Check the link, or create the room first.");
        }
        return rooms.open(RoomRules.adHoc(roomId, config.maxPeers(), clock.clusterMs()), partition);
    }

    private MemberRecord candidate(Fields body, Actor actor) {
        String name = body.has("displayName") ? body.text("displayName", 1, Limits.DISPLAY_NAME) : actor.displayName();
        ObjectNode state = body.objectOr("state", Limits.STATE_BYTES);
        Peer peer = new Peer(
                actor.peerId(),
                name.strip(),
                actor.moderates() ? Peer.MODERATOR : Peer.GUEST,
                actor.user(),
                state,
                clock.clusterMs());
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
        long seq = member.isFlowing() ? member.stream().seq() : member.stream().restart();
        return entry.reply(room, member, seq);
    }

    private Future<Void> unlock(Room room, Fields body, Actor actor) {
        RoomRules rules = room.rules();
        if (rules.bans().stream().anyMatch(actor::is)) {
            throw new Refusal(Code.BANNED, "You are banned from this room.");
        }
        if (rules.isOwnedBy(actor)) {
            return Future.succeededFuture();
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

    private static String ownerId(Room room) {
        return room.rules().owner() == null ? "" : room.rules().owner().id();
    }

    private Future<Reply> enter(Room room, MemberRecord candidate, String lane) {
        if (room.isFull()) {
            throw new Refusal(
                    Code.ROOM_FULL, "The room is full (" + room.rules().maxPeers() + " people). Try again later.");
        }
        boolean owns = candidate.is("user:" + ownerId(room)) || candidate.peer().moderates();
        if (room.rules().lobby()
                && !owns
                && (room.hasModerator() || room.rules().owner() != null)) {
            return Future.succeededFuture(lobby.knock(room, candidate, lane));
        }
        return entry.admit(room, candidate, lane).map(member -> {
            Reply reply = entry.reply(room, member, member.stream().seq());
            roles.tellWaiting(room, member);
            return reply;
        });
    }
}
