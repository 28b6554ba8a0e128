package dev.parley.rooms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.UserRef;

/** A member as others see it. {@code joinedAt} in milliseconds since 1970. */
record Peer(String peerId, String displayName, String role, UserRef user, ObjectNode state, long joinedAt) {
    static final String HOST = "host";
    static final String MODERATOR = "moderator";
    static final String GUEST = "guest";

    Peer withRole(String value) {
        return new Peer(peerId, displayName, value, user, state, joinedAt);
    }

    Peer joinedAt(long value) {
        return new Peer(peerId, displayName, role, user, state, value);
    }

    Peer withState(ObjectNode value) {
        return new Peer(peerId, displayName, role, user, value, joinedAt);
    }

    boolean moderates() {
        return !role.equals(GUEST);
    }

    boolean hosts() {
        return role.equals(HOST);
    }
}
