package dev.parley.chaos.history;

/**
 * One broken promise.
 *
 * @param who whose history shows it: a member, or sender and recipient
 * @param what a sentence for people
 */
public record Violation(Kind kind, String who, String what) {
    /** Which promise. */
    public enum Kind {
        /** Accepted and never shown. */
        LOST,
        /** Shown more than once. */
        DOUBLED,
        /** Shown in another order than it was sent in. */
        REORDERED,
        /** Shown, but not as it was sent, or never sent at all. */
        CHANGED,
        /** Refused to its sender and yet shown. */
        REFUSED,
        /** Of another room, or for somebody else. */
        MISDIRECTED,
        /** From somebody who was not there: before {@code peer-joined}, after {@code peer-left}, after the end. */
        UNTIMELY,
        /** The stream's numbers: a gap, a repeat, an epoch that nobody announced. */
        GAP,
        /** A roster is not the truth: somebody in it who is not there, or missing from it who is. */
        GHOST,
        /** Neither accepted nor refused. */
        UNANSWERED
    }

    @Override
    public String toString() {
        return who + ": " + what;
    }
}
