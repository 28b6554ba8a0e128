package dev.parley.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.Json;

/** What a peer says when it joins; everything but the room may be null. */
public record JoinRequest(String roomId, String displayName, String password, ObjectNode state) {
    public static JoinRequest of(String roomId) {
        return new JoinRequest(roomId, null, null, null);
    }

    public JoinRequest named(String name) {
        return new JoinRequest(roomId, name, password, state);
    }

    public JoinRequest withPassword(String secret) {
        return new JoinRequest(roomId, displayName, secret, state);
    }

    ObjectNode json() {
        ObjectNode body = Json.newObject().put("roomId", roomId);
        if (displayName != null) {
            body.put("displayName", displayName);
        }
        if (password != null) {
            body.put("password", password);
        }
        if (state != null) {
            body.set("state", state);
        }
        return body;
    }

    /** Without the password, for logs. */
    @Override
    public String toString() {
        return "JoinRequest[" + roomId + "]";
    }
}
