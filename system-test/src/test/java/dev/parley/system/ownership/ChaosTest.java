package dev.parley.system.ownership;

import dev.parley.protocol.Ids;
import dev.parley.system.fixture.LocalCluster;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Nodes that come and go in any order while people talk, for a few minutes. */
@Tag("long")
class ChaosTest {
    private static final Logger LOG = LoggerFactory.getLogger(ChaosTest.class);
    private static final int ROOMS = 15;
    private static final int STEPS = 12;
    /** Nobody sends more in a resume window than the 256 signals that a sender keeps for the next owner. */
    private static final long EVERY_MS = 80;

    private final LocalCluster cluster =
            LocalCluster.of(3).with("PARLEY_LIMITS_RATE", "off").allowErrors("");
    private final Traffic traffic = new Traffic(cluster, EVERY_MS);
    private final long seed = Long.getLong("parley.chaos.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void nothingIsLostOrDoubledWhicheverNodesComeAndGo() {
        LOG.info("-Dparley.chaos.seed={}", seed);
        cluster.start();
        for (int i = 0; i < ROOMS; i++) {
            traffic.room("chaos-" + Ids.random(6), 0, 1, 2);
        }
        traffic.start();
        for (int step = 0; step < STEPS; step++) {
            disturb();
            traffic.flows(400);
        }
        traffic.stop();
        traffic.nobodyLeft();
    }

    private void disturb() {
        List<Integer> alive = cluster.alive();
        int victim = alive.get(random.nextInt(alive.size()));
        switch (alive.size() < 3 ? 3 : random.nextInt(4)) {
            case 0 -> {
                LOG.info("killing node {}", victim);
                cluster.kill(victim);
            }
            case 1 -> {
                LOG.info("stopping node {}", victim);
                cluster.stop(victim);
            }
            case 2 -> {
                LOG.info("cutting sockets");
                traffic.witnesses().stream()
                        .filter(witness -> random.nextInt(3) == 0)
                        .forEach(witness -> witness.client().reconnect());
            }
            default -> {
                if (alive.size() < 4) {
                    cluster.startNode();
                    LOG.info("started a node");
                }
            }
        }
    }
}
