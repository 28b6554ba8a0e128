package dev.parley.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.Json;

/**
 * A member of a room.
 *
 * @param role {@code host}, {@code moderator} or {@code guest}
 * @param state what the peer tells about itself: audio, video, hand …
 * @param joinedAt milliseconds since 1970 on the owner's clock; another value means another membership
 */
public record PeerInfo(String peerId, String displayName, String role, ObjectNode state, long joinedAt) {
    static PeerInfo of(JsonNode json) {
        JsonNode state = json.path("state");
        return new PeerInfo(
                json.path("peerId").asText(),
                json.path("displayName").asText(),
                json.path("role").asText("guest"),
                state instanceof ObjectNode object ? object : Json.newObject(),
                json.path("joinedAt").asLong());
    }

    PeerInfo updated(JsonNode event) {
        String newRole = event.path("role").asText(role);
        ObjectNode newState = event.path("state") instanceof ObjectNode object ? object : state;
        return new PeerInfo(peerId, displayName, newRole, newState, joinedAt);
    }
}
