package dev.parley.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.Set;

/** Reads a request's body field by field. Each reader throws a {@link Refusal} that names the field and what is allowed. */
public record Fields(ObjectNode json) {

    public static Fields of(Slice body) {
        return new Fields(Json.object(body));
    }

    public boolean has(String name) {
        return json.hasNonNull(name);
    }

    /** @throws Refusal {@code invalid_argument} when a field is not one of {@code known} */
    public Fields only(Set<String> known) {
        for (Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                throw Refusal.invalid("The field " + quoted(name) + " is not one that this request takes.");
            }
        }
        return this;
    }

    public String roomId() {
        String id = text("roomId", 1, Ids.ROOM_ID_MAX);
        if (!Ids.isRoomId(id)) {
            throw Refusal.invalid("roomId must be 1 to 64 characters of A-Z a-z 0-9 _ -.");
        }
        return id;
    }

    public String peerId() {
        String id = text("peerId", 1, Ids.ROOM_ID_MAX);
        if (!Ids.isPeerId(id)) {
            throw Refusal.invalid("peerId is not well formed.");
        }
        return id;
    }

    /** A required text of that many UTF-16 characters, trimmed of nothing. */
    public String text(String name, int min, int max) {
        JsonNode node = json.get(name);
        if (node == null
                || !node.isTextual()
                || node.textValue().length() < min
                || node.textValue().length() > max) {
            throw Refusal.invalid(name + " must be a text of " + min + " to " + max + " characters.");
        }
        return node.textValue();
    }

    public String textOr(String name, int max, String otherwise) {
        return has(name) ? text(name, 0, max) : otherwise;
    }

    public boolean flag(String name) {
        JsonNode node = json.get(name);
        if (node == null || !node.isBoolean()) {
            throw Refusal.invalid(name + " must be true or false.");
        }
        return node.booleanValue();
    }

    public boolean flagOr(String name, boolean otherwise) {
        return has(name) ? flag(name) : otherwise;
    }

    public long integer(String name, long min, long max) {
        JsonNode node = json.get(name);
        if (node == null
                || !node.isIntegralNumber()
                || !node.canConvertToLong()
                || node.longValue() < min
                || node.longValue() > max) {
            throw Refusal.invalid(name + " must be an integer from " + min + " to " + max + ".");
        }
        return node.longValue();
    }

    public long integerOr(String name, long min, long max, long otherwise) {
        return has(name) ? integer(name, min, max) : otherwise;
    }

    /** One of the given words. */
    public String choice(String name, Set<String> allowed) {
        JsonNode node = json.get(name);
        if (node == null || !node.isTextual() || !allowed.contains(node.textValue())) {
            throw Refusal.invalid(
                    name + " must be one of " + String.join(", ", new java.util.TreeSet<>(allowed)) + ".");
        }
        return node.textValue();
    }

    /** An object of at most that many bytes as JSON; empty when absent. */
    public ObjectNode objectOr(String name, int maxBytes) {
        JsonNode node = json.get(name);
        if (node == null || node.isNull()) {
            return Json.newObject();
        }
        if (!(node instanceof ObjectNode object) || Json.bytes(node).length > maxBytes) {
            throw Refusal.invalid(name + " must be an object of at most " + maxBytes + " bytes.");
        }
        return object;
    }

    private static String quoted(String name) {
        return '"' + (name.length() > 40 ? name.substring(0, 40) + "…" : name) + '"';
    }
}
