package dev.parley.node.config;

/** From where {@code /metrics} may be read, by the socket's own address. */
public enum MetricsAccess {
    /** This machine only. */
    LOOPBACK,
    /** This machine and private address ranges. */
    PRIVATE,
    /** Anybody. */
    ANY
}
