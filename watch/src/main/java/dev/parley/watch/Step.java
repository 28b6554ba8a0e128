package dev.parley.watch;

import java.util.Locale;

/** What a lane, or a page, saw happen in a call. */
public enum Step {
    OPENED,
    REGISTERED,
    RESUMED,
    CLOSED,
    SENT,
    REFUSED,
    DELIVERED,

    JOINED,
    LEFT,
    LOST,
    BACK,
    NUMBERED,
    KEPT,
    REPEATED,
    EPOCH,

    CREATED,
    RINGING,
    RANG,
    ACCEPTED,
    REJECTED,
    CANCELLED,
    MISSED,
    ENDED,
    OWNER,

    ICE_CONNECTION,
    ICE_GATHERING,
    CONNECTION,
    PATH,
    ICE_CANDIDATE_ERROR,
    FIRST_FRAME,
    CANDIDATES;

    private final String wire = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** As the timeline names it. */
    public String wire() {
        return wire;
    }
}
