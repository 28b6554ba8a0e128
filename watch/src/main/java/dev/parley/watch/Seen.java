package dev.parley.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.parley.protocol.Addresses;
import dev.parley.protocol.Json;
import dev.parley.protocol.Slice;

/** Something that passed a tapped lane, as it was; it is made readable only when it is sent on. */
sealed interface Seen {
    /** Bytes that it holds on to. */
    int bytes();

    /** As the tap shows it. @param node where it passed */
    ObjectNode json(boolean raw, String node);

    /** @param callId of the call in whose room it passed, null for other rooms */
    record Signal(
            long at, String roomId, String callId, String from, String to, long id, String epoch, long seq, Slice data)
            implements Seen {
        @Override
        public int bytes() {
            return data.length();
        }

        @Override
        public ObjectNode json(boolean raw, String node) {
            String kind = DataKind.of(data);
            ObjectNode json = head("signal", at, node, Addresses.signal(roomId, to), callId)
                    .put("from", from)
                    .put("to", to)
                    .put("roomId", roomId)
                    .put("id", id)
                    .put("epoch", epoch)
                    .put("seq", seq)
                    .put("bytes", data.length())
                    .put("kind", kind);
            if (raw) {
                return json.putRawValue("data", new RawValue(data.text()));
            }
            return json.set("data", Redaction.signal(kind, parsed(data)));
        }
    }

    /**
     * An event of a room, once for all who get it.
     *
     * @param to the only member that it is for, empty for several
     * @param body the event as JSON
     */
    record Event(long at, String roomId, String callId, String epoch, String to, Slice body) implements Seen {
        @Override
        public int bytes() {
            return body.length();
        }

        @Override
        public ObjectNode json(boolean raw, String node) {
            ObjectNode event = Json.object(body);
            ObjectNode json = head("event", at, node, Addresses.roomEvents(roomId), callId)
                    .put("roomId", roomId)
                    .put("epoch", epoch);
            return told(json, to, bytes(), event, raw);
        }
    }

    /** An event for a user's devices. */
    record Inbox(long at, String username, String callId, Slice body) implements Seen {
        @Override
        public int bytes() {
            return body.length();
        }

        @Override
        public ObjectNode json(boolean raw, String node) {
            ObjectNode json = head("inbox", at, node, Addresses.inbox(username), callId);
            return told(json, username, bytes(), Json.object(body), raw);
        }
    }

    private static ObjectNode head(String type, long at, String node, String address, String callId) {
        ObjectNode json = Json.newObject()
                .put("type", type)
                .put("at", at)
                .put("node", node)
                .put("address", address);
        return callId == null ? json : json.put("callId", callId);
    }

    private static ObjectNode told(ObjectNode json, String to, int bytes, ObjectNode event, boolean raw) {
        if (!to.isEmpty()) {
            json.put("to", to);
        }
        json.put("bytes", bytes).put("kind", event.path("type").asText("other"));
        return json.set("data", raw ? Redaction.raw(event) : Redaction.event(event));
    }

    /** Data may be any JSON value; only objects tell anything. */
    private static JsonNode parsed(Slice data) {
        int first = data.from();
        while (first < data.to() && data.array()[first] <= ' ') {
            first++;
        }
        boolean object = first < data.to() && data.array()[first] == '{';
        return object ? Json.object(data) : Json.newObject();
    }
}
