package dev.parley.signaling.calls;

/**
 * How long calls live, in milliseconds.
 *
 * @param ringMs from the first device that rings until the call is missed
 * @param invitationMs how long an invitation waits for a device
 * @param callMs how long a call may last in all
 * @param emptyMs how long an active call outlives the last member of its room
 */
public record CallTimes(long ringMs, long invitationMs, long callMs, long emptyMs) {
    /** How long a call that is over is remembered, so that late answers are told what became of it. */
    static final long REMEMBERED_MS = 120_000;
}
