package dev.parley.rooms;

import dev.parley.protocol.Code;
import dev.parley.protocol.Slice;
import dev.parley.protocol.lane.ToGateway.Ack;
import dev.parley.protocol.lane.ToGateway.Answer;
import dev.parley.protocol.lane.ToOwner.Signal;

/**
 * Forwards offers, answers and candidates, which it does not tell apart: checks membership, takes each sender's ids in
 * order and once, numbers the frame in the recipient's stream and passes it on. The recipient's lane acknowledges to the
 * sender's lane by itself; what waits in a ring is acknowledged here.
 */
final class Signals {
    private static final String AWAY_AND_FULL =
            "The recipient is away and its buffer is full. Send the signal again later.";

    private final Rooms rooms;
    private final Courier courier;
    private final RoomsMetrics metrics;

    Signals(Rooms rooms, Courier courier, RoomsMetrics metrics) {
        this.rooms = rooms;
        this.courier = courier;
        this.metrics = metrics;
    }

    /** @param room null when the owner has no such room */
    void forward(Signal signal, Room room) {
        Member sender = room == null ? null : room.member(signal.from());
        if (sender == null) {
            refuse(signal, Code.NOT_MEMBER, "Join the room before you send signals in it.");
        } else if (!signal.epoch().isEmpty() && !signal.epoch().equals(room.epoch())) {
            epochChanged(signal, room);
        } else {
            inOrder(signal, room, sender);
        }
    }

    /** A base beyond what is known here says that a former owner has settled what lies between. */
    private void inOrder(Signal signal, Room room, Member sender) {
        long known = Math.max(sender.nextId(), signal.base());
        long expected = known == 0 ? signal.id() : known;
        if (signal.id() > expected) {
            refuse(signal, Code.OUT_OF_ORDER, "Signal " + expected + " is missing; send it and what follows again.");
        } else if (signal.id() == expected) {
            pass(signal, room, sender);
        } else if (sender.wasForUnknown(signal.id())) {
            refuse(signal, Code.PEER_UNKNOWN, "The recipient is not in this room.");
        } else {
            metrics.signal("repeated");
            courier.watch().repeated(room, signal);
            acknowledge(signal);
        }
    }

    private void pass(Signal signal, Room room, Member sender) {
        boolean toItself = signal.to().equals(signal.from());
        Member recipient = toItself ? null : room.member(signal.to());
        if (recipient == null) {
            Stream expected = toItself ? null : rooms.expected(room, signal.to());
            passToAbsent(signal, room, sender, expected);
            return;
        }
        Event event = RoomEvents.signal(room, signal);
        if (!recipient.isFlowing() && !recipient.stream().fits(event.size())) {
            refuse(signal, Code.UNAVAILABLE, AWAY_AND_FULL);
            return;
        }
        sender.settled(signal.id(), true);
        courier.deliver(room, recipient, event, signal);
        metrics.signal(recipient.isFlowing() ? "forwarded" : "kept");
        if (!recipient.isFlowing()) {
            acknowledge(signal);
        }
    }

    /** @param expected where the signal waits when the recipient may be on its way back, else null */
    private void passToAbsent(Signal signal, Room room, Member sender, Stream expected) {
        if (expected == null) {
            sender.settled(signal.id(), false);
            refuse(signal, Code.PEER_UNKNOWN, "The recipient is not in this room.");
            return;
        }
        Event event = RoomEvents.signal(room, signal);
        if (expected.fits(event.size())) {
            sender.settled(signal.id(), true);
            courier.watch().signal(room, signal, expected.push(event), false);
            metrics.signal("kept");
            acknowledge(signal);
        } else {
            refuse(signal, Code.UNAVAILABLE, AWAY_AND_FULL);
        }
    }

    private void acknowledge(Signal signal) {
        courier.send(signal.replyLane(), new Ack(signal.corr()));
    }

    private void epochChanged(Signal signal, Room room) {
        metrics.signal(Code.EPOCH_CHANGED.wire());
        Slice detail = Slice.utf8("The room has a new owner; send what is not settled again under its epoch.");
        courier.send(signal.replyLane(), new Answer(signal.corr(), Code.EPOCH_CHANGED, detail, room.epoch(), 0));
    }

    private void refuse(Signal signal, Code code, String detail) {
        metrics.signal(code.wire());
        courier.send(signal.replyLane(), new Answer(signal.corr(), code, Slice.utf8(detail), "", 0));
    }
}
