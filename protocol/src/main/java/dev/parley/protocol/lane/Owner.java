package dev.parley.protocol.lane;

/** The kinds of entities that partitions own, each with lanes of its own. */
public enum Owner {
    /** Keyed by room id. */
    ROOMS,
    /** Keyed by username, and by the id of a call. */
    PEOPLE
}
