package dev.parley.gateway.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.cluster.LaneRouter;
import dev.parley.gateway.frame.FrameWriter;
import dev.parley.protocol.Addresses;
import dev.parley.protocol.CloseReason;
import dev.parley.protocol.Json;
import dev.parley.protocol.Slice;
import dev.parley.protocol.lane.Op;
import dev.parley.protocol.lane.ToGateway.Answer;
import dev.parley.protocol.lane.ToGateway.Unknown;
import dev.parley.protocol.lane.ToOwner.Request;
import java.util.function.LongSupplier;

/** Members and waiting people whom an owner has lost, while their sockets are here. */
final class Readmissions {
    private final Sessions sessions;
    private final LaneRouter router;
    private final Streams streams;
    private final Seats seats;
    private final int maxInFlight;
    private final LongSupplier monotonicMs;

    Readmissions(
            Sessions sessions,
            LaneRouter router,
            Streams streams,
            Seats seats,
            int maxInFlight,
            LongSupplier monotonicMs) {
        this.sessions = sessions;
        this.router = router;
        this.streams = streams;
        this.seats = seats;
        this.maxInFlight = maxInFlight;
        this.monotonicMs = monotonicMs;
    }

    /** The owner has lost a member that is here: ask it to take the peer back, or let the client start over. */
    void takeBack(Unknown unknown) {
        Session session = sessions.ofPeer(unknown.peerId());
        Membership room = session == null ? null : session.room(unknown.roomId());
        if (room == null || room.isLeaving() || session.actor().generation() != unknown.generation()) {
            return;
        }
        if (!room.mayAskRepair(monotonicMs.getAsLong(), Streams.REPAIR_EVERY_MS)) {
            return;
        }
        Op op = room.isWaiting() ? Op.JOIN : Op.READMIT;
        Slice body = room.isWaiting() ? room.joinBody() : introduction(room);
        Request request = new Request(
                router.nextCorr(), router.lane(), router.deadline(), op, room.roomId(), session.actor(), body);
        router.ask(request, answer -> answered(session, room, answer));
    }

    /** Whoever left meanwhile is not to stay behind as a member that no socket belongs to. */
    private void answered(Session session, Membership room, Answer answer) {
        Membership held = session.room(room.roomId());
        if (session.isClosed() || held == null) {
            streams.detach(session, room, true);
        } else if (held == room && !room.isLeaving()) {
            takenBack(session, room, answer);
        }
    }

    private void takenBack(Session session, Membership room, Answer answer) {
        if (answer.succeeded() && !room.isWaiting()) {
            streams.attachIfReady(session, room);
        } else if (answer.succeeded()) {
            knocked(session, room, answer);
        } else if (!answer.code().retryable() && room.isWaiting()) {
            session.forget(room.roomId());
            tell(session, room, "denied", Json.newObject().put("seq", 0));
        } else if (!answer.code().retryable()) {
            session.close(CloseReason.DRAINING);
        }
    }

    /** A new owner has no lobby to send somebody back to: it lets in at once, and only this lane can tell. */
    private void knocked(Session session, Membership room, Answer answer) {
        if (answer.seq() < 0) {
            room.waitInLobby(answer.epoch(), room.joinBody());
            return;
        }
        ObjectNode reply = Json.object(answer.body());
        room.joined(answer.epoch(), answer.seq(), reply);
        tell(session, room, "admitted", reply.put("resumeToken", seats.token(session)));
        streams.attachIfReady(session, room);
    }

    private void tell(Session session, Membership room, String type, ObjectNode fields) {
        fields.put("type", type).put("roomId", room.roomId()).put("epoch", room.epoch());
        String event = FrameWriter.rec(
                Addresses.roomEvents(room.roomId()), Json.slice(fields).text());
        session.send(event, maxInFlight);
    }

    private static Slice introduction(Membership room) {
        ObjectNode body = Json.newObject().put("guarded", room.isGuarded() || room.self() == null);
        body.set("peer", room.self());
        return Json.slice(body);
    }
}
