package dev.parley.gateway.session;

import dev.parley.cluster.LaneRouter;
import dev.parley.cluster.Post;
import dev.parley.cluster.StepTimer;
import dev.parley.protocol.Epoch;
import dev.parley.protocol.Json;
import dev.parley.protocol.Slice;
import dev.parley.protocol.lane.ToGateway.Ack;
import dev.parley.protocol.lane.ToGateway.Deliver;
import dev.parley.protocol.lane.ToGateway.Evict;
import dev.parley.protocol.lane.ToGateway.Fanout;
import dev.parley.protocol.lane.ToGateway.Mark;
import dev.parley.protocol.lane.ToGateway.Place;
import dev.parley.protocol.lane.ToOwner.Attach;
import dev.parley.protocol.lane.ToOwner.Detach;
import dev.parley.protocol.lane.ToOwner.Holding;
import dev.parley.protocol.lane.ToOwner.Holdings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The numbered streams of rooms on their last step: puts each frame into its place, drops what came twice or from an
 * owner that is no longer one, asks again for what is missing, and tells owners what sockets this lane really holds.
 */
final class Streams {
    static final long REPAIR_EVERY_MS = 200;

    private final Sessions sessions;
    private final LaneRouter router;
    private final Post post;
    private final Seats seats;
    private final SocketTraces traces;
    private final int maxInFlight;
    private final LongSupplier monotonicMs;
    private final StepTimer timer;

    /** @param timer of the last step: until the system has taken a frame */
    Streams(
            Sessions sessions,
            LaneRouter router,
            Post post,
            Seats seats,
            SocketTraces traces,
            int maxInFlight,
            LongSupplier monotonicMs,
            StepTimer timer) {
        this.sessions = sessions;
        this.router = router;
        this.post = post;
        this.seats = seats;
        this.traces = traces;
        this.maxInFlight = maxInFlight;
        this.monotonicMs = monotonicMs;
        this.timer = timer;
    }

    void deliver(Deliver d) {
        Session session = sessions.ofPeer(d.peerId());
        Membership room = session == null ? null : session.room(d.roomId());
        if (room == null) {
            acknowledge(d.ackLane(), d.ackCorr());
        } else if (d.mark() == Mark.START) {
            start(session, room, d);
        } else if (inPlace(session, room, d.epoch(), d.seq(), d.mark())) {
            write(session, room, d);
        } else if (d.epoch().equals(room.epoch()) && d.seq() <= room.seq()) {
            acknowledge(d.ackLane(), d.ackCorr());
        }
    }

    void fanout(Fanout f) {
        for (Place place : f.places()) {
            deliver(new Deliver(f.roomId(), f.epoch(), place.peerId(), place.seq(), place.mark(), f.frame(), "", 0));
        }
    }

    private void start(Session session, Membership room, Deliver d) {
        if (room.epoch() != null && Epoch.isOlder(d.epoch(), room.epoch())) {
            return;
        }
        boolean admitted = room.isWaiting();
        room.startAt(d.epoch(), d.seq());
        String frame = d.frame().text(d.seq());
        if (!admitted) {
            session.send(frame, maxInFlight);
            return;
        }
        room.introduced(Json.object(Slice.utf8(frame)).path("body"));
        session.send(seats.addToBody(frame, session), maxInFlight);
        attachIfReady(session, room);
    }

    private boolean inPlace(Session session, Membership room, String epoch, long seq, Mark mark) {
        if (mark == Mark.LAST) {
            return !Epoch.isOlder(epoch, room.epoch());
        }
        if (room.isWaiting() || !room.isReady()) {
            return false;
        }
        if (epoch.equals(room.epoch()) && seq == room.seq() + 1) {
            return true;
        }
        boolean missing = epoch.equals(room.epoch()) ? seq > room.seq() : Epoch.isOlder(room.epoch(), epoch);
        if (missing && room.mayAskRepair(monotonicMs.getAsLong(), REPAIR_EVERY_MS)) {
            attach(session, room);
        }
        return false;
    }

    private void write(Session session, Membership room, Deliver d) {
        room.wrote(d.seq());
        if (d.mark() == Mark.LAST) {
            session.forget(room.roomId());
        }
        long began = timer.begin();
        session.send(d.frame().text(d.seq()), maxInFlight).onSuccess(v -> {
            timer.end(began);
            room.flushed(d.epoch(), d.seq());
            traces.delivered(room, d);
            acknowledge(d.ackLane(), d.ackCorr());
        });
    }

    private void acknowledge(String lane, long corr) {
        if (lane.isEmpty()) {
            return;
        }
        if (lane.equals(router.lane())) {
            router.acknowledged(corr);
        } else {
            post.send(lane, new Ack(corr));
        }
    }

    /** Once both addresses of the room are registered its stream may flow. */
    void attachIfReady(Session session, Membership room) {
        if (!room.isWaiting() && room.isReady()) {
            traces.registered(session, room);
            attach(session, room);
        }
    }

    private void attach(Session session, Membership room) {
        router.tell(new Attach(
                router.lane(),
                room.roomId(),
                session.peerId(),
                session.actor().generation(),
                room.epoch(),
                room.seq()));
    }

    void detach(Session session, Membership room, boolean gone) {
        if (gone) {
            traces.closed(session, room);
        }
        router.tell(new Detach(
                router.lane(),
                room.roomId(),
                session.peerId(),
                session.actor().generation(),
                room.epoch() == null ? "" : room.epoch(),
                room.flushed(),
                gone));
    }

    /** Another lane, or a newer opening on this one, speaks for the peer now. */
    void evict(Evict evict) {
        Session session = sessions.ofPeer(evict.peerId());
        if (session != null && session.actor().generation() <= evict.generation()) {
            session.close(evict.reason());
        }
    }

    /** Tells each owner lane what this lane holds of its rooms. */
    void assertHoldings() {
        Map<String, List<Holding>> byOwner = new HashMap<>();
        for (Session session : sessions.all()) {
            for (Membership room : session.rooms()) {
                String owner = router.roomLane(room.roomId());
                if (owner != null && room.epoch() != null) {
                    byOwner.computeIfAbsent(owner, o -> new ArrayList<>()).add(holding(session, room));
                }
            }
        }
        byOwner.forEach((owner, held) -> post.send(owner, new Holdings(router.lane(), held)));
    }

    private static Holding holding(Session session, Membership room) {
        return new Holding(
                room.roomId(),
                session.peerId(),
                session.actor().generation(),
                room.epoch(),
                room.flushed(),
                room.isReady() && !room.isWaiting());
    }
}
