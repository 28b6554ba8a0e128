package dev.parley.signaling.calls;

import dev.parley.protocol.UserRef;

/**
 * One user's invitation to a call. Times in milliseconds since 1970, 0 for not yet.
 *
 * @param status one of the constants here
 * @param reason why it was rejected or cancelled, as clients see it; empty when it was not
 * @param expiresAt until when it waits for a device
 * @param rangAt when it reached the first device
 * @param settledBy the session that accepted or rejected it, empty for none
 * @param barred the invitee has blocked the caller: it never rings, and the caller is not told
 */
public record Invitation(
        String id,
        UserRef invitee,
        String status,
        String reason,
        long createdAt,
        long expiresAt,
        long rangAt,
        long settledAt,
        String settledBy,
        boolean barred) {
    static final String PENDING = "pending";
    static final String ACCEPTED = "accepted";
    static final String REJECTED = "rejected";
    static final String CANCELLED = "cancelled";
    static final String MISSED = "missed";

    boolean isPending() {
        return status.equals(PENDING);
    }

    boolean isAccepted() {
        return status.equals(ACCEPTED);
    }

    Invitation rang(long at) {
        return new Invitation(id, invitee, status, reason, createdAt, expiresAt, at, settledAt, settledBy, barred);
    }

    Invitation settled(String how, String why, String by, long at) {
        return new Invitation(id, invitee, how, why, createdAt, expiresAt, rangAt, at, by, barred);
    }

    /** When it stops ringing, or is no longer worth keeping for a device that comes. */
    long endsAt(CallTimes times) {
        return barred || rangAt != 0 ? (barred ? createdAt : rangAt) + times.ringMs() : expiresAt;
    }
}
