package dev.parley.node.config;

/** What a node runs. */
public enum Role {
    /** Sockets and HTTP. */
    GATEWAY,
    /** Owns rooms. */
    ROOMS,
    /** Owns people and calls. */
    SIGNALING
}
