package dev.parley.node.config;

/** What moves bytes between sockets and the process. */
public enum TransportKind {
    /** The best that this machine lets the node use. */
    AUTO,
    /** Linux's rings of system calls; many containers forbid them. */
    IO_URING,
    /** Linux's event notification, without Java's layer above it. */
    EPOLL,
    /** Java's own, everywhere. */
    NIO
}
