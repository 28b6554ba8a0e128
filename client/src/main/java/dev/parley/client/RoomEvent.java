package dev.parley.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.Json;
import dev.parley.protocol.Slice;

/**
 * What happened in a room.
 *
 * @param type {@code peer-joined}, {@code chat}, {@code resync} and so on; unknown ones are to be ignored
 * @param body the whole event as JSON, with the fields that belong to the type
 */
public record RoomEvent(String type, String roomId, String epoch, long seq, Slice body) {
    public static final String PEER_JOINED = "peer-joined";
    public static final String PEER_LEFT = "peer-left";
    public static final String PEER_UPDATED = "peer-updated";
    public static final String CHAT = "chat";
    public static final String ROOM_UPDATED = "room-updated";
    public static final String ROOM_CLOSED = "room-closed";
    public static final String WAITING = "waiting";
    public static final String ADMITTED = "admitted";
    public static final String DENIED = "denied";
    public static final String MUTE_REQUESTED = "mute-requested";
    public static final String RESYNC = "resync";
    /** An application tells everybody something: {@code from: {service}} and {@code data}, any JSON value. */
    public static final String BROADCAST = "broadcast";

    /** The event as a tree, parsed at each call. */
    public ObjectNode json() {
        return Json.object(body);
    }

    public boolean is(String other) {
        return type.equals(other);
    }

    static RoomEvent read(Slice body) {
        JsonCursor cursor = new JsonCursor(body);
        String type = "";
        String roomId = "";
        String epoch = "";
        long seq = 0;
        while (cursor.next()) {
            if (cursor.named("type")) {
                type = cursor.text();
            } else if (cursor.named("roomId")) {
                roomId = cursor.text();
            } else if (cursor.named("epoch")) {
                epoch = cursor.text();
            } else if (cursor.named("seq")) {
                seq = cursor.number();
            }
        }
        return new RoomEvent(type, roomId, epoch, seq, body);
    }
}
