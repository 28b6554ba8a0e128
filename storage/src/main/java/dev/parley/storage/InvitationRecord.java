package dev.parley.storage;

/**
 * One invitee's part of a call. Times in milliseconds since 1970, 0 for not yet.
 *
 * @param inviteeId user id
 * @param status {@code pending}, {@code accepted}, {@code rejected}, {@code cancelled} or {@code missed}
 * @param reason why it was rejected or cancelled; null for none
 */
public record InvitationRecord(
        String id,
        String inviteeId,
        String status,
        String reason,
        long createdAt,
        long deliveredAt,
        long answeredAt,
        long expiresAt) {

    /** What the call was to the invitee: the call's own status once accepted, else the invitation's. */
    String outcome(String callStatus) {
        return status.equals("accepted") ? callStatus : status;
    }
}
