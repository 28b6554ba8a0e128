package dev.parley.signaling;

import dev.parley.cluster.LaneRouter;
import dev.parley.cluster.OwnerDesk;
import dev.parley.cluster.Reply;
import dev.parley.protocol.lane.LaneMessage;
import dev.parley.protocol.lane.ToGateway.Answer;
import dev.parley.protocol.lane.ToGateway.Busy;
import dev.parley.protocol.lane.ToGateway.Moved;
import dev.parley.protocol.lane.ToOwner.CallDeserted;
import dev.parley.protocol.lane.ToOwner.InCall;
import dev.parley.protocol.lane.ToOwner.Presence;
import dev.parley.protocol.lane.ToOwner.Request;
import dev.parley.signaling.calls.CallLane;
import dev.parley.signaling.calls.Turns;
import io.vertx.core.Future;

/** Takes what is sent to this lane: about users and calls whose partition it owns, and answers to what it asked itself. */
final class PeopleLane {
    private final OwnerDesk desk;
    private final LaneRouter router;
    private final Presences presences;
    private final Inboxes inboxes;
    private final CallLane calls;
    private final PeopleRequests people;
    private final Turns inTurn = new Turns();

    PeopleLane(
            OwnerDesk desk,
            LaneRouter router,
            Presences presences,
            Inboxes inboxes,
            CallLane calls,
            PeopleRequests people) {
        this.desk = desk;
        this.router = router;
        this.presences = presences;
        this.inboxes = inboxes;
        this.calls = calls;
        this.people = people;
    }

    void receive(LaneMessage message) {
        if (message instanceof Presence told) {
            present(told);
        } else if (message instanceof InCall told) {
            presences.hear(told);
        } else if (message instanceof Request request) {
            desk.inPartition(request.key(), request, () -> serve(request));
        } else if (message instanceof CallDeserted told) {
            desk.inPartition(told.key(), told, () -> calls.deserted(told.key()));
        } else if (message instanceof Answer answer) {
            router.answered(answer);
        } else if (message instanceof Busy busy) {
            router.busy(busy.corr());
        } else if (message instanceof Moved moved) {
            router.moved(moved.corr());
        }
    }

    /** Who is here is known before what waits for them is loaded. */
    private void present(Presence told) {
        people.present(told);
        if (presences.hear(told)) {
            desk.inPartition(told.key(), told, () -> inboxes.began(told.key(), told.lane(), told.peerId()));
        }
    }

    private void serve(Request request) {
        if (!desk.isExpired(request)) {
            desk.once(request, () -> handle(request));
        }
    }

    private Future<Reply> handle(Request request) {
        return switch (request.op()) {
            case RING -> inTurn.take(request.key(), () -> inboxes.ring(request));
            case NOTIFY -> inTurn.take(request.key(), () -> inboxes.notify(request));
            case CALL, ANSWER, REJECT, CANCEL, END, RANG, HISTORY, CALL_RECORD -> calls.handle(request);
            default -> people.handle(request);
        };
    }
}
