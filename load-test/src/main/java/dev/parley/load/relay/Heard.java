package dev.parley.load.relay;

/** What a frame from a server is to the generator. */
public enum Heard {
    /** The end of a signal at its sender. */
    ACK,
    /** A signal at its recipient. */
    DELIVERY,
    /** A signal that was refused. */
    REFUSAL,
    /** Anything else: heartbeats, room events. */
    OTHER
}
