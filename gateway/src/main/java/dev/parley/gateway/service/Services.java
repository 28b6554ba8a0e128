package dev.parley.gateway.service;

import dev.parley.gateway.GatewayConfig;
import dev.parley.gateway.session.Lane;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** A node's doors for back ends, on its first lane of sockets: the bus, and TCP where it is on. Confined to the lane. */
public final class Services {
    private final ServiceDesk desk;
    private final ServiceBus bus;
    private final ServiceEvents events;
    private final TcpBridge tcp;
    private final AtomicInteger openRequests = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();

    public Services(
            Vertx vertx, Lane lane, GatewayConfig.Services config, LongSupplier monotonicMs, MeterRegistry registry) {
        this.desk = new ServiceDesk(lane, config.openRequests(), monotonicMs);
        this.bus = new ServiceBus(vertx, desk);
        this.events = new ServiceEvents(vertx);
        this.tcp = config.tcp() == null ? null : new TcpBridge(vertx, desk, events, config.tcp(), monotonicMs);
        Gauge.builder("parley.services.requests", openRequests::get).register(registry);
        if (tcp != null) {
            Gauge.builder("parley.services.connections", connections::get).register(registry);
        }
    }

    /** Where further addresses are served, before {@link #open}. */
    public ServiceDesk desk() {
        return desk;
    }

    public Future<Void> open() {
        return tcp == null ? bus.open() : bus.open().compose(v -> events.open()).compose(v -> tcp.listen());
    }

    /** To be called every second. */
    public void beat() {
        openRequests.set(desk.open());
        if (tcp != null) {
            tcp.beat();
            connections.set(tcp.connections());
        }
    }

    /** The port of the TCP bridge, 0 when it is off. */
    public int port() {
        return tcp == null ? 0 : tcp.port();
    }

    /** Ends when the cluster sends nothing here any more, and everybody is disconnected. */
    public Future<Void> close() {
        return tcp == null
                ? bus.close()
                : Future.join(bus.close(), events.close(), tcp.close()).mapEmpty();
    }
}
