package dev.parley.gateway.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.Json;
import dev.parley.protocol.Slice;
import dev.parley.protocol.lane.ToGateway.Deliver;
import dev.parley.protocol.lane.ToOwner.Signal;
import dev.parley.watch.DataKind;
import dev.parley.watch.LaneWatch;
import dev.parley.watch.Step;
import dev.parley.watch.TraceEntry;
import java.nio.charset.StandardCharsets;
import java.util.function.LongSupplier;

/** Remembers for the timelines of calls what happens to the sockets of their members. Rooms of their own have none. */
final class SocketTraces {
    private static final byte[] OF_SIGNAL =
            "{\"type\":\"rec\",\"address\":\"webrtc.signal.".getBytes(StandardCharsets.US_ASCII);

    private final LaneWatch watch;
    private final LongSupplier monotonicMs;

    SocketTraces(LaneWatch watch, LongSupplier monotonicMs) {
        this.watch = watch;
        this.monotonicMs = monotonicMs;
    }

    /** The socket takes the room's stream from now on. */
    void registered(Session session, Membership room) {
        if (room.callId() == null) {
            return;
        }
        if (room.isNewToTimeline()) {
            boolean again = session.actor().generation() > 1;
            long ago = monotonicMs.getAsLong() - session.connectedAt();
            watch.trace(room.callId(), of(again ? Step.RESUMED : Step.OPENED, session, null), ago);
        }
        watch.trace(room.callId(), of(Step.REGISTERED, session, null));
    }

    void closed(Session session, Membership room) {
        if (room.callId() != null) {
            ObjectNode detail = session.closedFor() == null
                    ? null
                    : Json.newObject().put("code", session.closedFor().code());
            watch.trace(room.callId(), of(Step.CLOSED, session, detail));
        }
    }

    private static TraceEntry of(Step step, Session session, ObjectNode detail) {
        String user = session.user() == null ? null : session.user().username();
        return TraceEntry.ofPeer(step, session.peerId(), user, detail);
    }

    void sent(Membership room, Signal signal) {
        if (room.callId() != null) {
            String ask = signal.replyLane() + '/' + signal.corr();
            Slice data = signal.data();
            watch.trace(
                    room.callId(),
                    TraceEntry.sent(signal.from(), signal.to(), signal.id(), DataKind.of(data), data.length(), ask));
        }
    }

    void refused(Membership room, Signal signal, String code) {
        if (room.callId() != null) {
            watch.trace(room.callId(), TraceEntry.refused(signal.from(), signal.to(), signal.id(), code));
        }
    }

    /** A frame was written to the socket. */
    void delivered(Membership room, Deliver d) {
        if (room.callId() != null && isSignal(d.frame().head())) {
            watch.trace(room.callId(), TraceEntry.delivered(d.peerId(), d.epoch(), d.seq()));
        }
    }

    private static boolean isSignal(Slice head) {
        if (head.length() < OF_SIGNAL.length) {
            return false;
        }
        for (int i = 0; i < OF_SIGNAL.length; i++) {
            if (head.array()[head.from() + i] != OF_SIGNAL[i]) {
                return false;
            }
        }
        return true;
    }
}
