package dev.parley.system.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.node.Node;
import dev.parley.protocol.Ids;
import dev.parley.protocol.Json;
import dev.parley.system.fixture.LocalCluster;
import dev.parley.system.fixture.RawPeer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A node that only has sockets owns nothing: its clients' rooms are on the others, and stay there. */
class SocketsOnlyTest {
    private static final int ROOMS = 30;

    @Test
    void roomsStayWhereTheyAreServed() {
        try (LocalCluster cluster = LocalCluster.of(1).start()) {
            Node owner = cluster.node(0);
            String before = owner.ownerOf("any");
            Node sockets = cluster.with("PARLEY_ROLES", "gateway").startNode();
            // had it been given partitions, those would be on their way when one more node has come
            Node later = cluster.startNode();
            for (Node node : new Node[] {sockets, later, owner}) {
                assertThat(IntStream.range(0, ROOMS).mapToObj(i -> node.ownerOf("room-" + i)))
                        .as("owners, as %s sees them", node.url())
                        .containsOnly(before);
                joins(cluster, node);
            }
        }
    }

    private static void joins(LocalCluster cluster, Node node) {
        RawPeer peer = RawPeer.open(cluster.crowd(), node.url());
        for (int i = 0; i < ROOMS; i++) {
            ObjectNode room = Json.newObject().put("roomId", "met-" + Ids.random(8));
            ObjectNode answer = peer.answer("rooms.request.join", room);
            assertThat(answer.path("type").asText()).as("%s", answer).isEqualTo("rec");
        }
    }
}
