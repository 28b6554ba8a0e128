package dev.parley.rooms;

/** How far the feed is with a room, in its present epoch. */
final class Told {
    private long count;
    private boolean gap;

    /** Whether nothing has been told of the room. */
    boolean isNew() {
        return count == 0 && !gap;
    }

    /** The number of the last event. */
    long count() {
        return count;
    }

    void counted() {
        count++;
    }

    /** Whether events were lost that no state has made up for. */
    boolean hasGap() {
        return gap;
    }

    void gap(boolean value) {
        gap = value;
    }
}
