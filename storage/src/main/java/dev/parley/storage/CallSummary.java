package dev.parley.storage;

import java.util.List;

/**
 * A call as one of its people sees it in the history. Times in milliseconds since 1970, 0 for not yet.
 *
 * @param createdBy the caller's username; null when the account was deleted
 * @param participants usernames of all, the caller first; null in place of each deleted account
 * @param direction {@code out} for the caller, {@code in} for an invitee
 * @param outcome what the call was to the viewer, in the words of a call's status
 * @param duration seconds
 */
public record CallSummary(
        String callId,
        String roomId,
        String callType,
        String createdBy,
        List<String> participants,
        String status,
        String direction,
        String outcome,
        long createdAt,
        long startedAt,
        long endedAt,
        int duration) {}
