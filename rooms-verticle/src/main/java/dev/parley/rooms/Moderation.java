package dev.parley.rooms;

import dev.parley.protocol.Code;
import dev.parley.protocol.Fields;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.lane.ToGateway.Mark;
import dev.parley.protocol.lane.ToOwner.Request;
import io.vertx.core.Future;
import java.util.Set;

/** What hosts and moderators may do to others. Every right is checked here, against the roster. */
final class Moderation {
    private static final Set<String> ROLES = Set.of(Peer.HOST, Peer.MODERATOR, Peer.GUEST);

    private final RoomStore store;
    private final Courier courier;
    private final Departures departures;
    private final Ownership ownership;

    Moderation(RoomStore store, Courier courier, Departures departures, Ownership ownership) {
        this.store = store;
        this.courier = courier;
        this.departures = departures;
        this.ownership = ownership;
    }

    Future<Reply> kick(Request request, Room room) {
        Member target = target(request, room);
        return departures.end(room, target, "kicked", true).map(v -> Reply.nothing());
    }

    /** Bans the subject behind a member, or one that is named outright. */
    Future<Reply> ban(Request request, Room room) {
        if (Fields.of(request.body()).has("subject")) {
            return banSubject(request, room);
        }
        Member target = target(request, room);
        return save(room, room.rules().withBan(target.record().subject())).compose(v -> {
            Member still = room.member(target.peerId());
            Future<Void> ended = still == null ? Future.succeededFuture() : departures.end(room, still, "banned", true);
            return ended.map(e -> Reply.nothing());
        });
    }

    private Future<Reply> banSubject(Request request, Room room) {
        moderator(request, room);
        String subject = subject(request);
        return save(room, room.rules().withBan(subject)).map(v -> {
            room.members().stream()
                    .filter(m ->
                            m.record().subject().equals(subject) && !m.peer().hosts())
                    .toList()
                    .forEach(m -> departures.end(room, m, "banned", true));
            return Reply.nothing();
        });
    }

    private static String subject(Request request) {
        String subject = Fields.of(request.body()).text("subject", 6, 128);
        if (!subject.startsWith("user:") && !subject.startsWith("device:")) {
            throw Refusal.invalid("subject must be user:ID or device:ID.");
        }
        return subject;
    }

    Future<Reply> unban(Request request, Room room) {
        moderator(request, room);
        return save(room, room.rules().withoutBan(subject(request))).map(v -> Reply.nothing());
    }

    Future<Reply> mute(Request request, Room room) {
        Member by = moderator(request, room);
        Member target = present(request, room);
        courier.deliver(room, target, RoomEvents.muteRequested(room, by.peerId()), Mark.NEXT);
        return Future.succeededFuture(Reply.nothing());
    }

    Future<Reply> lock(Request request, Room room) {
        moderator(request, room);
        boolean locked = Fields.of(request.body()).flag("locked");
        return save(room, room.rules().withLocked(locked)).map(v -> {
            courier.broadcast(room, RoomEvents.roomUpdated(room));
            return Reply.nothing();
        });
    }

    /** Gives a role. A host who makes another one host becomes a moderator: there is one host. */
    Future<Reply> promote(Request request, Room room) {
        Member by = host(request, room);
        String role = Fields.of(request.body()).choice("role", ROLES);
        Member target = present(request, room);
        if (target == by) {
            throw new Refusal(Code.NOT_ALLOWED, "Make somebody else host before you give up the role.");
        }
        if (role.equals(Peer.HOST)) {
            give(room, by, Peer.MODERATOR);
        }
        return give(room, target, role).map(v -> Reply.nothing());
    }

    private Future<Void> give(Room room, Member member, String role) {
        member.record(member.record().withPeer(member.peer().withRole(role)));
        courier.broadcast(room, RoomEvents.peerRole(room, member.peer()));
        return store.save(room.id(), member.record());
    }

    private Future<Void> save(Room room, RoomRules changed) {
        room.rules(changed);
        return store.save(changed).map(v -> {
            ownership.check(room);
            return null;
        });
    }

    private Member target(Request request, Room room) {
        Member by = moderator(request, room);
        Member target = present(request, room);
        if (target == by || target.peer().hosts()) {
            throw new Refusal(
                    Code.NOT_ALLOWED, "A host cannot be removed, and nobody removes themselves: leave instead.");
        }
        return target;
    }

    private static Member present(Request request, Room room) {
        Member target = room.member(Fields.of(request.body()).peerId());
        if (target == null) {
            throw new Refusal(Code.PEER_UNKNOWN, "Nobody with this id is in the room.");
        }
        return target;
    }

    Member moderator(Request request, Room room) {
        Member by = member(request, room);
        if (!by.peer().moderates()) {
            throw new Refusal(Code.NOT_ALLOWED, "Only a host or a moderator of the room may do this.");
        }
        return by;
    }

    private static Member host(Request request, Room room) {
        Member by = member(request, room);
        if (!by.peer().hosts()) {
            throw new Refusal(Code.NOT_ALLOWED, "Only the host of the room may do this.");
        }
        return by;
    }

    static Member member(Request request, Room room) {
        Member by = room.memberOf(request.actor());
        if (by == null) {
            throw new Refusal(Code.NOT_MEMBER, "Join the room first.");
        }
        return by;
    }
}
