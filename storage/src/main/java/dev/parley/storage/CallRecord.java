package dev.parley.storage;

import java.util.List;

/**
 * A call as its owner knows it. Times in milliseconds since 1970, 0 for not yet.
 *
 * @param callType {@code audio} or {@code video}
 * @param createdBy the caller's user id
 * @param status {@code pending}, {@code active}, {@code completed}, {@code missed}, {@code rejected} or {@code cancelled}
 * @param endedBy who ended it; null while it lasts
 * @param duration seconds
 * @param version counts the changes of this call; a record that is not newer than the stored one is not written
 * @param invitations one for each invitee
 */
public record CallRecord(
        String callId,
        String roomId,
        String callType,
        String createdBy,
        String status,
        long createdAt,
        long startedAt,
        long endedAt,
        String endedBy,
        int duration,
        long version,
        List<InvitationRecord> invitations) {
    public CallRecord {
        invitations = List.copyOf(invitations);
    }
}
