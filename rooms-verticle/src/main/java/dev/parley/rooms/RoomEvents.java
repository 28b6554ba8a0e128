package dev.parley.rooms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.Addresses;
import dev.parley.protocol.Json;
import dev.parley.protocol.Slice;
import dev.parley.protocol.lane.Frame;
import dev.parley.protocol.lane.ToOwner.Signal;
import java.nio.charset.StandardCharsets;

/** Encodes what members get, once for all of them, with the place of {@code seq} left open. */
final class RoomEvents {
    private static final byte[] END = "}}".getBytes(StandardCharsets.UTF_8);
    private static final byte[] DATA = ",\"data\":".getBytes(StandardCharsets.UTF_8);

    private RoomEvents() {}

    static Frame peerJoined(Room room, Peer peer) {
        return event(room, "peer-joined", Json.newObject().putPOJO("peer", peer));
    }

    static Frame peerLeft(Room room, String peerId, String reason) {
        return event(room, "peer-left", Json.newObject().put("peerId", peerId).put("reason", reason));
    }

    static Frame peerRole(Room room, Peer peer) {
        return event(
                room,
                "peer-updated",
                Json.newObject().put("peerId", peer.peerId()).put("role", peer.role()));
    }

    static Frame peerState(Room room, Peer peer) {
        ObjectNode fields = Json.newObject().put("peerId", peer.peerId());
        fields.set("state", peer.state());
        return event(room, "peer-updated", fields);
    }

    static Frame peerConnection(Room room, String peerId, String connection) {
        return event(
                room, "peer-updated", Json.newObject().put("peerId", peerId).put("connection", connection));
    }

    static Frame roomUpdated(Room room) {
        return event(room, "room-updated", Json.newObject().putPOJO("room", room.view()));
    }

    static Frame roomClosed(Room room, String reason) {
        return event(room, "room-closed", Json.newObject().put("reason", reason));
    }

    static Frame waiting(Room room, Peer peer) {
        return event(room, "waiting", Json.newObject().putPOJO("peer", peer));
    }

    static Frame muteRequested(Room room, String by) {
        return event(room, "mute-requested", Json.newObject().put("by", by));
    }

    static Frame resync(Room room, String peerId) {
        return event(room, "resync", Json.newObject().putPOJO("peers", room.roster(peerId)));
    }

    static Frame admitted(Room room, ObjectNode joinReply) {
        ObjectNode fields = joinReply.deepCopy();
        fields.remove("epoch");
        fields.remove("seq");
        return event(room, "admitted", fields);
    }

    static Frame denied(Room room) {
        return event(room, "denied", Json.newObject());
    }

    /** An event with further fields beside type, room, epoch and number. */
    static Frame event(Room room, String type, ObjectNode fields) {
        String head = "{\"type\":\"rec\",\"address\":\"" + Addresses.roomEvents(room.id()) + "\",\"body\":{\"type\":\""
                + type + "\",\"roomId\":\"" + room.id() + "\",\"epoch\":\"" + room.epoch() + "\",\"seq\":";
        byte[] rest = Json.bytes(fields);
        rest[0] = ',';
        byte[] tail = fields.isEmpty() ? END : java.util.Arrays.copyOf(rest, rest.length + 1);
        tail[tail.length - 1] = '}';
        return new Frame(Slice.utf8(head), Slice.of(tail));
    }

    /** A signal for its recipient; {@code data} is copied byte for byte. Ids need no escaping. */
    static Frame signal(Room room, Signal signal) {
        String head = "{\"type\":\"rec\",\"address\":\"" + Addresses.signal(room.id(), signal.to())
                + "\",\"body\":{\"from\":\"" + signal.from() + "\",\"to\":\"" + signal.to() + "\",\"roomId\":\""
                + room.id() + "\",\"id\":" + signal.id() + ",\"epoch\":\"" + room.epoch() + "\",\"seq\":";
        byte[] tail = new byte[DATA.length + signal.data().length() + END.length];
        System.arraycopy(DATA, 0, tail, 0, DATA.length);
        int at = signal.data().copyTo(tail, DATA.length);
        System.arraycopy(END, 0, tail, at, END.length);
        return new Frame(Slice.of(head.getBytes(StandardCharsets.ISO_8859_1)), Slice.of(tail));
    }
}
