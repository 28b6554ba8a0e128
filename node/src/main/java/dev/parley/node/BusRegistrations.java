package dev.parley.node;

import dev.parley.cluster.HazelcastNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has a node's addresses on the bus written again and again, one time after the other, and counts the cluster's. */
final class BusRegistrations {
    private static final Logger LOG = LoggerFactory.getLogger(BusRegistrations.class);
    private static final long EVERY_MS = 5_000;

    private final Vertx vertx;
    private final HazelcastNode hazelcast;
    private final AtomicBoolean keeping = new AtomicBoolean();
    private final AtomicInteger addresses = new AtomicInteger();

    BusRegistrations(Vertx vertx, HazelcastNode hazelcast) {
        this.vertx = vertx;
        this.hazelcast = hazelcast;
    }

    /** Until Vert.x ends. */
    void start(MeterRegistry registry) {
        registry.gauge("parley.bus.addresses", addresses);
        vertx.setPeriodic(EVERY_MS, t -> keep());
    }

    private void keep() {
        if (keeping.compareAndSet(false, true)) {
            vertx.executeBlocking(hazelcast::keepRegistrations, false)
                    .onSuccess(addresses::set)
                    .onFailure(failed -> LOG.debug("the bus addresses could not be looked at", failed))
                    .onComplete(done -> keeping.set(false));
        }
    }
}
