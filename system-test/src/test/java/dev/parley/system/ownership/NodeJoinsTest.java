package dev.parley.system.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.node.Node;
import dev.parley.protocol.Ids;
import dev.parley.system.fixture.Eventually;
import dev.parley.system.fixture.LocalCluster;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class NodeJoinsTest {
    private static final int ROOMS = 20;

    @RegisterExtension
    static final LocalCluster CLUSTER = LocalCluster.of(2).with("PARLEY_LIMITS_RATE", "off");

    @Test
    void partitionsMoveToANewNodeWithoutALostOrDoubledSignal() {
        Traffic traffic = new Traffic(CLUSTER);
        List<String> rooms = IntStream.range(0, ROOMS)
                .mapToObj(i -> "moving-" + Ids.random(6))
                .toList();
        rooms.forEach(room -> traffic.room(room, 0, 1));
        traffic.start();

        Node third = CLUSTER.startNode();
        Eventually.holds(() -> rooms.stream().anyMatch(room -> owns(third, room)), () -> "the new node owns no room");
        traffic.flows(500);

        assertThat(traffic.stop()).isGreaterThan(500);
        traffic.nobodyLeft();
    }

    private static boolean owns(Node node, String room) {
        return node.id().equals(CLUSTER.node(0).ownerOf(room));
    }
}
