package dev.parley.gateway.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.Json;
import io.vertx.core.json.JsonArray;
import java.util.List;

/**
 * A membership as a resume token carries it, so that an owner can take back a member whom the cluster has forgotten.
 *
 * @param joinedAt milliseconds since 1970
 * @param role as it was at the join or the last resume
 * @param name what the peer is called in the room, empty for the session's name
 * @param guarded whether more than knowing the id was needed to get in
 */
public record Seat(String roomId, long joinedAt, String role, String name, boolean guarded) {
    private static final int PARTS = 5;

    /** @param self the peer as the owner introduced it */
    static Seat of(String roomId, JsonNode self, boolean guarded, String sessionName) {
        String called = self.path("displayName").asText();
        return new Seat(
                roomId,
                self.path("joinedAt").asLong(),
                self.path("role").asText(),
                called.equals(sessionName) ? "" : called,
                guarded);
    }

    /** As short as can be: a token is sent in a header, too. */
    List<Object> claim() {
        return List.of(roomId, joinedAt, role, name, guarded ? 1 : 0);
    }

    /** Reads what {@link #claim} wrote; null when a later version wrote something else. */
    static Seat of(Object claim) {
        if (!(claim instanceof JsonArray parts) || parts.size() < PARTS) {
            return null;
        }
        return new Seat(
                parts.getString(0), parts.getLong(1), parts.getString(2), parts.getString(3), parts.getInteger(4) != 0);
    }

    /** For the owner. */
    ObjectNode json() {
        return Json.newObject()
                .put("joinedAt", joinedAt)
                .put("role", role)
                .put("name", name)
                .put("guarded", guarded);
    }
}
