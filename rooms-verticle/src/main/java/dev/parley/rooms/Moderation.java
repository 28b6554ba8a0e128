package dev.parley.rooms;

import dev.parley.cluster.Reply;
import dev.parley.protocol.Code;
import dev.parley.protocol.Fields;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.lane.ToGateway.Mark;
import dev.parley.protocol.lane.ToOwner.Request;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What hosts and moderators may do to others. Every right is checked here, against the roster. */
final class Moderation {
    /** Subjects that one room bans: each change of its rules writes them all. */
    static final int BANS_MAX = 1_000;

    private static final Set<String> ROLES = Set.of(Peer.HOST, Peer.MODERATOR, Peer.GUEST);

    private final RoomStore store;
    private final Courier courier;
    private final RoomFeed feed;
    private final Roles roles;
    private final Lobby lobby;
    private final Departures departures;
    private final Ownership ownership;
    private final Clock clock;

    Moderation(
            RoomStore store,
            Courier courier,
            RoomFeed feed,
            Roles roles,
            Lobby lobby,
            Departures departures,
            Ownership ownership,
            Clock clock) {
        this.store = store;
        this.courier = courier;
        this.feed = feed;
        this.roles = roles;
        this.lobby = lobby;
        this.departures = departures;
        this.ownership = ownership;
        this.clock = clock;
    }

    /** Whoever was kicked already is so: repeating it is harmless. */
    Future<Reply> kick(Request request, Room room) {
        Member by = moderator(request, room);
        if (wasEnded(request, room, "kicked")) {
            return again(request, room);
        }
        Member target = target(request, room, by);
        feed.kicked(room, target.peerId(), by);
        Future<Void> guarded = save(room, guardedNow(room, room.rules()));
        return confirmed(room, Future.all(guarded, departures.end(room, target, "kicked", true)));
    }

    /** Bans the subject behind a member, or one that is named outright. */
    Future<Reply> ban(Request request, Room room) {
        Member by = moderator(request, room);
        if (Fields.of(request.body()).has("subject")) {
            return ban(request, room, by, subject(request));
        }
        if (wasEnded(request, room, "banned")) {
            return again(request, room);
        }
        return ban(request, room, by, target(request, room, by).record().subject());
    }

    /** Whoever is meant goes at once, however long the cluster takes to confirm it. */
    private Future<Reply> ban(Request request, Room room, Member by, String subject) {
        List<Member> meant =
                room.members().stream().filter(m -> m.record().is(subject)).toList();
        if (meant.stream().anyMatch(m -> isProtected(request, m, by))) {
            throw notRemovable();
        }
        RoomRules banned = room.rules().withBan(subject);
        if (banned.bans().size() > BANS_MAX) {
            throw new Refusal(
                    Code.NOT_ALLOWED, "The room has " + BANS_MAX + " bans. Lift one first, or lock the room.");
        }
        List<Future<Void>> done = new ArrayList<>();
        feed.banned(room, subject, by);
        done.add(save(room, banned));
        lobby.turnAway(room, w -> w.record().is(subject));
        meant.forEach(m -> done.add(departures.end(room, m, "banned", true)));
        return confirmed(room, Future.all(done));
    }

    private static boolean wasEnded(Request request, Room room, String reason) {
        String peerId = Fields.of(request.body()).peerId();
        return room.member(peerId) == null && reason.equals(room.endOf(peerId));
    }

    /** What is over here may not be so in the cluster: the first attempt's writes may have failed. */
    private Future<Reply> again(Request request, Room room) {
        String peerId = Fields.of(request.body()).peerId();
        return confirmed(room, Future.all(store.save(room.rules()), departures.endAgain(room, room.id(), peerId)));
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
        String subject = subject(request);
        feed.unbanned(room, subject);
        return confirmed(room, save(room, room.rules().withoutBan(subject)));
    }

    Future<Reply> mute(Request request, Room room) {
        Member by = moderator(request, room);
        Member target = present(request, room);
        courier.deliver(room, target, RoomEvents.muteRequested(room, by == null ? "" : by.peerId()), Mark.NEXT);
        return Future.succeededFuture(Reply.nothing());
    }

    Future<Reply> lock(Request request, Room room) {
        moderator(request, room);
        boolean locked = Fields.of(request.body()).flag("locked");
        RoomRules changed = room.rules().withLocked(locked);
        return confirmed(room, save(room, locked && !room.rules().locked() ? guardedNow(room, changed) : changed))
                .onSuccess(done -> {
                    feed.locked(room);
                    courier.broadcast(room, RoomEvents.roomUpdated(room));
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
        Member former = by != null ? by : room.host();
        boolean resigns = role.equals(Peer.HOST) && former != null && former != target;
        Future<Void> resigned = resigns ? roles.give(room, former, Peer.MODERATOR) : Future.succeededFuture();
        return confirmed(room, Future.all(resigned, roles.give(room, target, role)));
    }

    /** Whoever has joined by now has not passed the guard; nobody else joins at that very time. */
    private RoomRules guardedNow(Room room, RoomRules rules) {
        return rules.withGuardedSince(room.joinTime(clock.clusterMs()));
    }

    private Future<Void> save(Room room, RoomRules changed) {
        room.rules(changed);
        return store.save(changed);
    }

    /** The reply once the cluster has it, provided that the next owner cannot have begun without it. */
    private Future<Reply> confirmed(Room room, Future<?> written) {
        return written.map(v -> {
            ownership.check(room);
            return Reply.nothing();
        });
    }

    private static Member target(Request request, Room room, Member by) {
        Member target = present(request, room);
        if (isProtected(request, target, by)) {
            throw notRemovable();
        }
        return target;
    }

    /** A service stands above hosts. */
    private static boolean isProtected(Request request, Member target, Member by) {
        return target == by || (target.peer().hosts() && !request.actor().isService());
    }

    private static Refusal notRemovable() {
        return new Refusal(Code.NOT_ALLOWED, "A host cannot be removed, and nobody removes themselves: leave instead.");
    }

    private static Member present(Request request, Room room) {
        Member target = room.member(Fields.of(request.body()).peerId());
        if (target == null) {
            throw new Refusal(Code.PEER_UNKNOWN, "Nobody with this id is in the room.");
        }
        return target;
    }

    /** @return who does it; null for a service, and for the owner of the room who is not in it */
    Member moderator(Request request, Room room) {
        if (isAbove(request, room)) {
            return null;
        }
        Member by = member(request, room);
        if (!by.peer().moderates() && !room.rules().isOwnedBy(request.actor())) {
            throw new Refusal(Code.NOT_ALLOWED, "Only a host or a moderator of the room may do this.");
        }
        return by;
    }

    private static boolean isAbove(Request request, Room room) {
        boolean ownerOutside = room.rules().isOwnedBy(request.actor()) && room.memberOf(request.actor()) == null;
        return ownerOutside || request.actor().isService();
    }

    private static Member host(Request request, Room room) {
        if (isAbove(request, room)) {
            return null;
        }
        Member by = member(request, room);
        if (!by.peer().hosts() && !room.rules().isOwnedBy(request.actor())) {
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
