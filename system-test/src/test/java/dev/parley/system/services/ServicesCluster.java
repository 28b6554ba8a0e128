package dev.parley.system.services;

import dev.parley.system.fixture.LocalCluster;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Three nodes with every door for back ends open, shared by the classes of this package; nobody may stop one. */
final class ServicesCluster implements BeforeAllCallback, AfterEachCallback {
    private static final int NODES = 3;

    private LocalCluster cluster;

    @Override
    public void beforeAll(ExtensionContext context) {
        cluster = context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .getOrComputeIfAbsent(
                        ServicesCluster.class, key -> opened(NODES).start(), LocalCluster.class);
    }

    static LocalCluster opened(int nodes) {
        return LocalCluster.of(nodes)
                // members who speak by hand send no heartbeats while an example runs
                .with("PARLEY_SESSION_HEARTBEAT_MS", "60000")
                .with("PARLEY_SERVICES_ENABLED", "on")
                .with("PARLEY_SERVICES_TCP_ENABLED", "on")
                .with("PARLEY_SERVICES_TCP_PORT", "0");
    }

    @Override
    public void afterEach(ExtensionContext context) {
        cluster.crowd().dismiss();
    }

    LocalCluster get() {
        return cluster;
    }

    /** Connects to the TCP bridge of a node. */
    TcpPeer tcp(int node) {
        return new TcpPeer(cluster.node(node).servicesPort());
    }
}
