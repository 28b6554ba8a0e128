package dev.parley.system.ownership;

import dev.parley.system.fixture.LocalCluster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OwnerGoesTest {
    private static final int OWNER = 2;
    private static final int ROOMS = 8;

    private final LocalCluster cluster = LocalCluster.of(3).with("PARLEY_LIMITS_RATE", "off");
    private final Traffic traffic = new Traffic(cluster);

    @BeforeEach
    void start() {
        cluster.start();
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    private void rooms(int... nodes) {
        for (int i = 0; i < ROOMS; i++) {
            traffic.room(cluster.roomOwnedBy(OWNER), nodes);
        }
        traffic.start();
    }

    private void goOn() {
        traffic.everybodyResyncs();
        traffic.flows(300);
        traffic.stop();
        traffic.nobodyLeft();
    }

    @Test
    void roomsGoOnWhenTheirOwnerLeavesInOrder() {
        rooms(0, 1);
        cluster.stop(OWNER);
        goOn();
    }

    @Test
    void roomsGoOnWhenTheirOwnerIsKilled() {
        cluster.allowErrors("");
        rooms(0, 1);
        cluster.kill(OWNER);
        goOn();
    }

    @Test
    void peersOnTheOwnersNodeGoOnElsewhereWhenItLeaves() {
        rooms(0, 1, OWNER);
        cluster.stop(OWNER);
        goOn();
    }

    @Test
    void peersOnTheOwnersNodeGoOnElsewhereWhenItIsKilled() {
        cluster.allowErrors("");
        rooms(0, 1, OWNER);
        cluster.kill(OWNER);
        goOn();
    }
}
