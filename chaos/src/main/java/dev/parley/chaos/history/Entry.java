package dev.parley.chaos.history;

import java.util.Map;

/**
 * One thing that a client saw in a room, in the order in which it saw it. Rosters are what the others' memberships are known
 * by, {@code joinedAt} in milliseconds since 1970, by their peer ids.
 */
public sealed interface Entry {
    /** It became a member: its stream follows {@code seq}. */
    record Joined(String epoch, long seq, Map<String, Long> peers) implements Entry {}

    /** The stream begins anew after {@code seq}, with this roster. */
    record Resynced(String epoch, long seq, Map<String, Long> peers) implements Entry {}

    /** A numbered frame came in, whatever it was. */
    record Numbered(String epoch, long seq) implements Entry {}

    record PeerJoined(String peerId, long joinedAt) implements Entry {}

    record PeerLeft(String peerId) implements Entry {}

    /** A signal was shown to the application. */
    record Got(String roomId, String from, String to, String data) implements Entry {}

    /** A chat message. */
    record Told(String from, String id) implements Entry {}

    /** Its own membership is over. */
    record Ended(String reason) implements Entry {}
}
