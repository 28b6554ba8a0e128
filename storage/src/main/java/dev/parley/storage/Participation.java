package dev.parley.storage;

/**
 * Somebody's stay in a room. Times in milliseconds since 1970, 0 for not yet.
 *
 * @param userId null for a guest
 * @param reason why it ended, as {@code peer-left} tells it; null while it lasts
 */
public record Participation(
        String roomId,
        String peerId,
        String userId,
        String displayName,
        long joinedAtMs,
        long leftAtMs,
        String reason) {}
