package dev.parley.rooms;

import dev.parley.protocol.lane.Frame;

/**
 * A frame for members and what it says of whom, so that a stream can be begun anew from a roster.
 *
 * @param about the peer that joined, left, changed or sends; empty where it is nobody in particular
 */
record Event(Frame frame, Kind kind, String about) {
    /** How a frame relates to the roster. */
    enum Kind {
        JOINED,
        LEFT,
        /** Of or from a member: it means nothing once that has left. */
        OF_MEMBER,
        OTHER
    }

    static Event other(Frame frame) {
        return new Event(frame, Kind.OTHER, "");
    }

    /** Bytes that a ring counts for it. */
    int size() {
        return frame.size();
    }
}
