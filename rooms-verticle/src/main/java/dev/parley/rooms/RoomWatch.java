package dev.parley.rooms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.Addresses;
import dev.parley.protocol.Json;
import dev.parley.protocol.Slice;
import dev.parley.protocol.lane.Frame;
import dev.parley.protocol.lane.ToOwner.Signal;
import dev.parley.watch.DataKind;
import dev.parley.watch.LaneWatch;
import dev.parley.watch.Step;
import dev.parley.watch.TraceEntry;

/** Shows taps and timelines what passes through the rooms of this lane. Costs nothing where nobody looks. */
final class RoomWatch {
    private final LaneWatch lane;

    RoomWatch(LaneWatch lane) {
        this.lane = lane;
    }

    /** A signal was taken. @param seq the place that it got @param flows whether it goes on to a socket at once */
    void signal(Room room, Signal signal, long seq, boolean flows) {
        String callId = callOf(room);
        if (lane.isTapped()) {
            lane.signal(room.id(), callId, signal.from(), signal.to(), signal.id(), room.epoch(), seq, signal.data());
        }
        if (callId != null) {
            trace(callId, flows ? Step.NUMBERED : Step.KEPT, room, signal, seq);
        }
    }

    /** A signal came again that was taken before. */
    void repeated(Room room, Signal signal) {
        String callId = callOf(room);
        if (callId != null) {
            trace(callId, Step.REPEATED, room, signal, 0);
        }
    }

    private void trace(String callId, Step step, Room room, Signal signal, long seq) {
        String ask = signal.replyLane() + '/' + signal.corr();
        String kind = DataKind.of(signal.data());
        lane.trace(
                callId,
                TraceEntry.numbered(step, signal.from(), signal.to(), signal.id(), room.epoch(), seq, kind, ask));
    }

    /** An event for several members, or for one. @param to the only one, empty for several */
    void event(Room room, Event event, String to) {
        String callId = callOf(room);
        boolean tapped = lane.isTapped();
        boolean remembered = callId != null && to.isEmpty();
        if (!tapped && !remembered) {
            return;
        }
        ObjectNode body = body(event.frame());
        if (tapped) {
            lane.event(Addresses.roomEvents(room.id()), room.id(), callId, room.epoch(), to, Json.slice(body));
        }
        if (remembered) {
            remember(callId, body);
        }
    }

    /** The room goes on with this owner, in a new epoch. */
    void inherited(Room room) {
        String callId = callOf(room);
        if (callId != null) {
            ObjectNode detail = Json.newObject().put("epoch", room.epoch());
            lane.trace(callId, TraceEntry.ofPeer(Step.EPOCH, null, null, detail));
        }
    }

    private void remember(String callId, ObjectNode body) {
        String type = body.path("type").asText();
        String peerId = body.path("peerId").asText();
        if (type.equals("peer-joined")) {
            String user = body.at("/peer/user/username").textValue();
            lane.trace(
                    callId,
                    TraceEntry.ofPeer(Step.JOINED, body.at("/peer/peerId").asText(), user, null));
        } else if (type.equals("peer-left")) {
            ObjectNode detail =
                    Json.newObject().put("reason", body.path("reason").asText());
            lane.trace(callId, TraceEntry.ofPeer(Step.LEFT, peerId, null, detail));
        } else if (body.has("connection")) {
            boolean lost = body.path("connection").asText().equals("lost");
            lane.trace(callId, TraceEntry.ofPeer(lost ? Step.LOST : Step.BACK, peerId, null, null));
        }
    }

    /** Null for a room of its own. */
    private static String callOf(Room room) {
        String callId = room.rules().callId();
        return callId.isEmpty() ? null : callId;
    }

    /** What the frame brings, without its place in a stream. */
    private static ObjectNode body(Frame frame) {
        return (ObjectNode) Json.object(Slice.utf8(frame.text(0))).get("body");
    }
}
