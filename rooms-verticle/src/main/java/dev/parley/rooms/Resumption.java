package dev.parley.rooms;

import dev.parley.cluster.Reply;
import dev.parley.protocol.Code;
import dev.parley.protocol.Fields;
import dev.parley.protocol.Ids;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.lane.Actor;
import dev.parley.protocol.lane.ToOwner.Request;
import io.vertx.core.Future;

/**
 * Takes members back whose sessions are opened again, also such as the cluster has forgotten: when every copy of a roster
 * is lost, the seats that resume tokens carry rebuild it. A seat counts only where a roster was lost, and only for the
 * resume window after that: elsewhere whoever is not known has left.
 */
final class Resumption {
    private final Rooms rooms;
    private final Readmission readmission;
    private final Attachments attachments;
    private final RoomsConfig config;
    private final Ownership ownership;
    private final Clock clock;

    Resumption(
            Rooms rooms,
            Readmission readmission,
            Attachments attachments,
            RoomsConfig config,
            Ownership ownership,
            Clock clock) {
        this.rooms = rooms;
        this.readmission = readmission;
        this.attachments = attachments;
        this.config = config;
        this.ownership = ownership;
        this.clock = clock;
    }

    /** Body: {@code {epoch, seq, guarded?, seat?}}, where the gateway answers for the {@link Seat}. */
    Future<Reply> resume(Request request, Room known, int partition) {
        Fields body = Fields.of(request.body());
        Seat seat = Seat.of(body);
        if (seat == null || (known != null && known.member(request.actor().peerId()) != null)) {
            return Future.succeededFuture(attachments.resume(request, known));
        }
        boolean guarded = seat.guarded() || body.flagOr("guarded", false);
        Future<Room> found = known != null ? Future.succeededFuture(known) : rooms.find(request.key(), partition);
        return found.compose(room -> {
            ownership.check(partition);
            return room == null ? rebuild(request, seat, guarded, partition) : comeBack(request, seat, guarded, room);
        });
    }

    /** Nobody remembers the room: an open one is opened again, and a guarded one, whose rules are lost, is not. */
    private Future<Reply> rebuild(Request request, Seat seat, boolean guarded, int partition) {
        boolean given = request.key().startsWith(Ids.GENERATED_ROOM);
        if (guarded || given || !config.adHoc() || !rooms.isFresh(partition)) {
            return Future.succeededFuture(attachments.resume(request, null));
        }
        return takeBack(request, seat, readmission.reopen(request.key(), false, partition));
    }

    private Future<Reply> comeBack(Request request, Seat seat, boolean guarded, Room room) {
        Actor actor = request.actor();
        RoomRules rules = room.rules();
        if (!rules.isVisibleTo(actor)) {
            return Future.succeededFuture(attachments.resume(request, null));
        }
        if (room.endOf(actor.peerId()) == null && rules.bans().stream().anyMatch(actor::is)) {
            return Future.succeededFuture(Attachments.gone(room.id(), "banned"));
        }
        if (!wasForgotten(room, seat, actor)) {
            return Future.succeededFuture(attachments.resume(request, room));
        }
        return hasPassed(rules, seat, guarded, actor)
                ? takeBack(request, seat, room)
                : Future.succeededFuture(Attachments.gone(room.id(), Attachments.ROOM_CLOSED));
    }

    /**
     * A room older than the seat is the one that the peer was let into: its rules were never lost, and their guard was
     * passed then, unless it is a newer one. A younger room has taken the place of one that nobody remembers.
     */
    private static boolean hasPassed(RoomRules rules, Seat seat, boolean guarded, Actor actor) {
        boolean same = rules.createdAt() <= seat.joinedAt();
        boolean since = seat.joinedAt() < rules.guardedSince() && !rules.isOwnedBy(actor);
        return same ? !(rules.isGuarded() && since) : !(guarded || rules.isGuarded());
    }

    /** Whether the roster that the seat was in is lost, and not the membership over. */
    private boolean wasForgotten(Room room, Seat seat, Actor actor) {
        long since = room.rules().rememberedSince();
        return room.endOf(actor.peerId()) == null
                && seat.joinedAt() < since
                && clock.clusterMs() - since < config.resumeWindowMs();
    }

    private Future<Reply> takeBack(Request request, Seat seat, Room room) {
        return readmission
                .takeBack(request, room, seat.peer(request.actor()))
                .recover(Resumption::endedMeanwhile)
                .map(v -> attachments.resume(request, rooms.get(request.key())));
    }

    /** Whoever was banned while it came back is told so as part of an opening that goes on. */
    private static Future<Reply> endedMeanwhile(Throwable failure) {
        boolean ended = failure instanceof Refusal refusal && refusal.code() == Code.NOT_MEMBER;
        return ended ? Future.succeededFuture(Reply.nothing()) : Future.failedFuture(failure);
    }
}
