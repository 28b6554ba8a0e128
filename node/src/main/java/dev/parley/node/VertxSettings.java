package dev.parley.node;

import dev.parley.cluster.BusBacklog;
import dev.parley.cluster.EndingConnections;
import dev.parley.cluster.HazelcastNode;
import dev.parley.node.config.ClusterConfig;
import dev.parley.node.config.ParleyConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.transport.Transport;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import org.slf4j.LoggerFactory;

/** Vert.x as a node needs it: clustered, on native transport where there is one, measured. */
final class VertxSettings {
    /**
     * A connection between nodes on which nothing arrives for so long is made anew. After a network split the old one would
     * wait for TCP's next attempt, which is up to two minutes away by then (RFC 6298 §5.5; RFC 5482).
     */
    private static final int UNHEARD_MS = 10_000;

    private VertxSettings() {}

    /** Blocks until the bus is up. */
    static Vertx clustered(ParleyConfig config, HazelcastNode hazelcast, MeterRegistry registry) {
        Transport transport = Transports.of(config.transport());
        LoggerFactory.getLogger(VertxSettings.class).info("transport {}", transport.name());
        VertxOptions options =
                new VertxOptions().setEventBusOptions(bus(config.cluster())).setMetricsOptions(metrics());
        Vertx vertx = Blocking.await(Vertx.builder()
                .with(options)
                .withTransport(transport)
                .withMetrics(new MicrometerMetricsFactory(registry))
                .withClusterManager(hazelcast.clusterManager())
                .buildClustered());
        BusBacklog.of(vertx).bound(config.cluster().busBytes());
        return vertx.exceptionHandler(EndingConnections::uncaught);
    }

    private static EventBusOptions bus(ClusterConfig cluster) {
        EventBusOptions bus = new EventBusOptions()
                .setHost(cluster.busHost())
                .setPort(cluster.busPort())
                .setTcpUserTimeout(UNHEARD_MS)
                .setClusterPingInterval(UNHEARD_MS / 2)
                .setClusterPingReplyInterval(UNHEARD_MS);
        if (cluster.busTls()) {
            bus.setSsl(true)
                    .setKeyCertOptions(new PemKeyCertOptions()
                            .setCertPath(cluster.busCert().toString())
                            .setKeyPath(cluster.busKey().toString()))
                    .setTrustOptions(
                            new PemTrustOptions().addCertPath(cluster.busCa().toString()))
                    .setTrustAll(false)
                    .setClientAuth(ClientAuth.REQUIRED);
        }
        return bus;
    }

    /** The bus's own meters cost more for each message than they tell: Parley counts signals itself. */
    private static MicrometerMetricsOptions metrics() {
        return new MicrometerMetricsOptions()
                .setEnabled(true)
                .setJvmMetricsEnabled(true)
                .addDisabledMetricsCategory(MetricsDomain.EVENT_BUS)
                .addDisabledMetricsCategory(MetricsDomain.NET_SERVER)
                .addDisabledMetricsCategory(MetricsDomain.NET_CLIENT)
                .addDisabledMetricsCategory(MetricsDomain.HTTP_CLIENT);
    }
}
