package dev.parley.gateway.service;

import dev.parley.gateway.GatewayConfig;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * The port of the Vert.x TCP event-bus bridge's protocol for services: frames of JSON behind a length of four bytes.
 * Confined to the lane.
 */
final class TcpBridge {
    /** Longer than a request may take, except for those that wait for events. */
    private static final long LEAVE_MS = 6_000;

    private static final long LOOK_MS = 20;

    private final Vertx vertx;
    private final ServiceDesk desk;
    private final ServiceEvents events;
    private final GatewayConfig.Tcp config;
    private final LongSupplier monotonicMs;
    private final Set<TcpConnection> connections = new LinkedHashSet<>();
    private NetServer server;
    private boolean leaving;

    TcpBridge(Vertx vertx, ServiceDesk desk, ServiceEvents events, GatewayConfig.Tcp config, LongSupplier monotonicMs) {
        this.vertx = vertx;
        this.desk = desk;
        this.events = events;
        this.config = config;
        this.monotonicMs = monotonicMs;
    }

    Future<Void> listen() {
        server = vertx.createNetServer(config.server());
        server.connectHandler(this::accept);
        return server.listen().mapEmpty();
    }

    /** The port that it really listens on. */
    int port() {
        return server.actualPort();
    }

    int connections() {
        return connections.size();
    }

    private void accept(NetSocket socket) {
        if (leaving || connections.size() >= config.connections()) {
            socket.close();
            return;
        }
        TcpLink link = new TcpLink(socket, config, monotonicMs);
        TcpConnection connection = new TcpConnection(link, desk, events, config, monotonicMs.getAsLong());
        connections.add(connection);
        socket.closeHandler(v -> {
            connections.remove(connection);
            connection.closed();
        });
        connection.begin();
    }

    /** To be called every second: ends what is silent, slow or expired. */
    void beat() {
        long now = monotonicMs.getAsLong();
        List.copyOf(connections).forEach(connection -> connection.beat(now));
    }

    /** Ends when everybody is told, has the answers to what was asked before, and is disconnected. */
    Future<Void> close() {
        leaving = true;
        List.copyOf(connections).forEach(TcpConnection::leave);
        long until = monotonicMs.getAsLong() + LEAVE_MS;
        Promise<Void> gone = Promise.promise();
        vertx.setPeriodic(LOOK_MS, t -> {
            if (connections.isEmpty() || monotonicMs.getAsLong() > until) {
                vertx.cancelTimer(t);
                gone.complete();
            }
        });
        return gone.future().compose(v -> server.close());
    }
}
