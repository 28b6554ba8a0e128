package dev.parley.node;

import dev.parley.node.config.ConfigException;
import dev.parley.node.config.TransportKind;
import io.vertx.core.transport.Transport;
import java.util.Locale;

/** Picks the transport. The native ones bring a library for Linux on x86-64 and ARM 64; elsewhere there is only Java's. */
final class Transports {
    private Transports() {}

    /** @throws ConfigException when the one asked for does not work here, with the reason */
    static Transport of(TransportKind kind) {
        return switch (kind) {
            case AUTO -> best();
            case IO_URING -> available(kind, Transport.IO_URING);
            case EPOLL -> available(kind, Transport.EPOLL);
            case NIO -> Transport.NIO;
        };
    }

    /** io_uring only on request: what lets a node use it today may forbid it tomorrow. */
    private static Transport best() {
        return Transport.EPOLL != null && Transport.EPOLL.available() ? Transport.EPOLL : Transport.NIO;
    }

    private static Transport available(TransportKind kind, Transport transport) {
        if (transport != null && transport.available()) {
            return transport;
        }
        String why = transport == null || transport.unavailabilityCause() == null
                ? "no library for this system"
                : rootOf(transport.unavailabilityCause()).getMessage();
        throw new ConfigException(
                "transport",
                kind.name().toLowerCase(Locale.ROOT) + " does not work here (" + why + "); auto takes one that does");
    }

    private static Throwable rootOf(Throwable failure) {
        return failure.getCause() == null ? failure : rootOf(failure.getCause());
    }
}
