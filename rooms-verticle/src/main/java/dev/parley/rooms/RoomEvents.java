package dev.parley.rooms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.Addresses;
import dev.parley.protocol.Json;
import dev.parley.protocol.Slice;
import dev.parley.protocol.lane.Frame;
import dev.parley.protocol.lane.ToOwner.Signal;
import dev.parley.rooms.Event.Kind;
import java.nio.charset.StandardCharsets;

/** Encodes what members get, once for all of them, with the place of {@code seq} left open. */
final class RoomEvents {
    private static final byte[] END = "}}".getBytes(StandardCharsets.UTF_8);
    private static final byte[] DATA = ",\"data\":".getBytes(StandardCharsets.UTF_8);

    private static final byte[] FROM = ",\"from\":".getBytes(StandardCharsets.UTF_8);

    private RoomEvents() {}

    static Event peerJoined(Room room, Peer peer) {
        return new Event(
                frame(room, "peer-joined", Json.newObject().putPOJO("peer", peer)), Kind.JOINED, peer.peerId());
    }

    static Event peerLeft(Room room, String peerId, String reason) {
        ObjectNode fields = Json.newObject().put("peerId", peerId).put("reason", reason);
        return new Event(frame(room, "peer-left", fields), Kind.LEFT, peerId);
    }

    static Event peerRole(Room room, Peer peer) {
        return updated(room, peer.peerId(), Json.newObject().put("role", peer.role()));
    }

    static Event peerState(Room room, Peer peer) {
        return updated(room, peer.peerId(), Json.newObject().set("state", peer.state()));
    }

    static Event peerConnection(Room room, String peerId, String connection) {
        return updated(room, peerId, Json.newObject().put("connection", connection));
    }

    private static Event updated(Room room, String peerId, ObjectNode fields) {
        return new Event(frame(room, "peer-updated", fields.put("peerId", peerId)), Kind.OF_MEMBER, peerId);
    }

    static Event roomUpdated(Room room) {
        return event(room, "room-updated", Json.newObject().putPOJO("room", room.view()));
    }

    static Event roomClosed(Room room, String reason) {
        return event(room, "room-closed", Json.newObject().put("reason", reason));
    }

    static Event waiting(Room room, Peer peer) {
        return event(room, "waiting", Json.newObject().putPOJO("peer", peer));
    }

    static Event muteRequested(Room room, String by) {
        return event(room, "mute-requested", Json.newObject().put("by", by));
    }

    static Event resync(Room room, String peerId) {
        return event(room, "resync", Json.newObject().putPOJO("peers", room.roster(peerId)));
    }

    static Event admitted(Room room, ObjectNode joinReply) {
        ObjectNode fields = joinReply.deepCopy();
        fields.remove("epoch");
        fields.remove("seq");
        return event(room, "admitted", fields);
    }

    /** @param told {@code {iceServers, ttl}} for one member */
    static Event iceServers(Room room, ObjectNode told) {
        return event(room, "ice-servers", told);
    }

    static Event denied(Room room) {
        return event(room, "denied", Json.newObject());
    }

    /** An event with further fields beside type, room, epoch and number. */
    static Event event(Room room, String type, ObjectNode fields) {
        return Event.other(frame(room, type, fields));
    }

    /** A service's message; {@code data} is copied byte for byte. */
    static Event broadcast(Room room, String service, Slice data) {
        byte[] from = Json.bytes(Json.newObject().putObject("from").put("service", service));
        byte[] tail = new byte[FROM.length + from.length + DATA.length + data.length() + END.length];
        int at = Slice.of(FROM).copyTo(tail, 0);
        at = Slice.of(from).copyTo(tail, at);
        at = Slice.of(DATA).copyTo(tail, at);
        at = data.copyTo(tail, at);
        Slice.of(END).copyTo(tail, at);
        return Event.other(new Frame(Slice.utf8(head(room, "broadcast")), Slice.of(tail)));
    }

    private static Frame frame(Room room, String type, ObjectNode fields) {
        byte[] rest = Json.bytes(fields);
        rest[0] = ',';
        byte[] tail = fields.isEmpty() ? END : java.util.Arrays.copyOf(rest, rest.length + 1);
        tail[tail.length - 1] = '}';
        return new Frame(Slice.utf8(head(room, type)), Slice.of(tail));
    }

    private static String head(Room room, String type) {
        return "{\"type\":\"rec\",\"address\":\"" + Addresses.roomEvents(room.id()) + "\",\"body\":{\"type\":\"" + type
                + "\",\"roomId\":\"" + room.id() + "\",\"epoch\":\"" + room.epoch() + "\",\"seq\":";
    }

    /** A signal for its recipient; {@code data} is copied byte for byte. Ids need no escaping. */
    static Event signal(Room room, Signal signal) {
        String head = "{\"type\":\"rec\",\"address\":\"" + Addresses.signal(room.id(), signal.to())
                + "\",\"body\":{\"from\":\"" + signal.from() + "\",\"to\":\"" + signal.to() + "\",\"roomId\":\""
                + room.id() + "\",\"id\":" + signal.id() + ",\"epoch\":\"" + room.epoch() + "\",\"seq\":";
        byte[] tail = new byte[DATA.length + signal.data().length() + END.length];
        System.arraycopy(DATA, 0, tail, 0, DATA.length);
        int at = signal.data().copyTo(tail, DATA.length);
        System.arraycopy(END, 0, tail, at, END.length);
        Frame frame = new Frame(Slice.of(head.getBytes(StandardCharsets.ISO_8859_1)), Slice.of(tail));
        return new Event(frame, Kind.OF_MEMBER, signal.from());
    }
}
