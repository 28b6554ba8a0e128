package dev.parley.cluster;

import static dev.parley.cluster.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import dev.parley.protocol.Epoch;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two real members of a cluster in this process. */
class HazelcastNodeTest {
    private static final int PARTITIONS = 61;

    private final String cluster = "test-" + UUID.randomUUID();
    private final List<HazelcastNode> nodes = new ArrayList<>();
    private final Vertx vertx = Vertx.vertx();
    private final int firstPort = freePort();
    private HazelcastNode first;

    @BeforeEach
    void start() {
        first = join();
        first.store(vertx, "parley.rooms").put("any", new byte[1]).await();
        assertThat(owned(first)).as("the table is made by the first write").hasSize(PARTITIONS);
    }

    @AfterEach
    void stop() {
        nodes.forEach(HazelcastNode::terminate);
        vertx.close().await();
    }

    @Test
    void whatBelongsToARoomLivesInTheRoomsPartition() {
        HazelcastNode second = joinAsOwner();
        AsyncStore members = first.store(vertx, "parley.members");
        AsyncStore sameMap = second.store(vertx, "parley.members");
        for (int i = 0; i < 200; i++) {
            String room = "room-" + i;
            int partition = first.partitions().partitionOf(room);
            members.put("peer-" + i + "@" + room, new byte[] {(byte) i}).await();
            HazelcastNode owner = first.partitions().isOwner(partition) ? first : second;
            AsyncStore ofOwner = owner == first ? members : sameMap;
            assertThat(ofOwner.partition(partition).await()).containsKey("peer-" + i + "@" + room);
            assertThat(second.partitions().partitionOf(room)).isEqualTo(partition);
            assertThat(first.partitions().partitionOf("peer-" + i + "@" + room)).isEqualTo(partition);
        }
    }

    @Test
    void whatIsStoredIsReadAgainUntilItIsDeleted() {
        AsyncStore store = first.store(vertx, "parley.rooms");
        assertThat(store.get("room").await()).isNull();
        store.put("room", new byte[] {7}).await();
        assertThat(store.get("room").await()).containsExactly(7);
        store.delete("room").await();
        assertThat(store.get("room").await()).isNull();
        assertThat(store.partition(first.partitions().partitionOf("room")).await())
                .doesNotContainKey("room");
    }

    @Test
    void aMemberOwnsNothingUntilItIsPromoted() throws Exception {
        HazelcastNode second = join();
        assertThat(owned(second)).isEmpty();
        assertThat(owned(first)).hasSize(PARTITIONS);
        second.promote();
        eventually(() -> assertThat(owned(second)).hasSizeBetween(PARTITIONS / 2, PARTITIONS / 2 + 1));
        eventually(() -> assertThat(owned(first)).hasSizeBetween(PARTITIONS / 2, PARTITIONS / 2 + 1));
    }

    @Test
    void aNodeThatOnlyHasSocketsIsNeverAnOwner() {
        HazelcastNode sockets = HazelcastNode.join(config(), 3, false);
        nodes.add(sockets);
        assertThat(owned(first)).hasSize(PARTITIONS);
        assertThat(owned(sockets)).isEmpty();
        assertThat(first.partitions().laneOf(sockets.nodeId(), 59)).isEqualTo(59 % 3);
        assertThat(sockets.partitions().laneOf(first.nodeId(), 59)).isEqualTo(59 % 2);
        assertThat(first.partitions().laneOf("unknown", 59)).isZero();
    }

    @Test
    void withoutTheStringStrategyTheNodeDoesNotStart() {
        Config config = config().setClusterName(cluster + "-other");
        config.getProperties().remove("hazelcast.partitioning.strategy.class");
        assertThatThrownBy(() -> HazelcastNode.join(config, 2, true)).isInstanceOf(IllegalStateException.class);
        assertThat(Hazelcast.getAllHazelcastInstances()).hasSize(1);
    }

    @Test
    void fencesCloseWherePartitionsMoveAwayAndOpenWhereTheyArrive() throws Exception {
        HazelcastNode second = joinAsOwner();
        for (int p = 0; p < PARTITIONS; p++) {
            boolean firsts = first.partitions().isOwner(p);
            assertThat(Fences.isClosed(first.fences().number(p)))
                    .as("first's fence of %d", p)
                    .isEqualTo(!firsts);
            if (!firsts) {
                assertThat(Fences.isClosed(second.fences().number(p)))
                        .as("second's fence of %d", p)
                        .isFalse();
            }
        }
    }

    @Test
    void whoSurvivesServesEverythingAgain() throws Exception {
        HazelcastNode second = joinAsOwner();
        List<String> gone = new ArrayList<>();
        first.onNodeLeft(gone::add);
        second.terminate();
        eventually(() -> assertThat(owned(first)).hasSize(PARTITIONS));
        eventually(() -> assertThat(IntStream.range(0, PARTITIONS)
                        .filter(p -> Fences.isClosed(first.fences().number(p))))
                .isEmpty());
        eventually(() -> assertThat(gone).containsExactly(second.nodeId()));
    }

    @Test
    void termsOnlyGrowAlsoAcrossATakeover() throws Exception {
        HazelcastNode second = joinAsOwner();
        int partition = owned(first).get(0);
        Epoch one = first.terms(vertx, "test").next(partition).await();
        Epoch two = first.terms(vertx, "test").next(partition).await();
        first.terminate();
        eventually(() -> assertThat(second.partitions().isOwner(partition)).isTrue());
        Epoch three = second.terms(vertx, "test").next(partition).await();
        assertThat(List.of(two.term(), three.term())).containsExactly(one.term() + 1, one.term() + 2);
        assertThat(Epoch.isOlder(two.forRoom(), three.forRoom())).isTrue();
    }

    @Test
    void writesSurviveTheDeathOfTheirOwner() throws Exception {
        HazelcastNode second = joinAsOwner();
        AsyncStore store = first.store(vertx, "parley.rooms");
        String room = "room-of-" + owned(first).get(0);
        store.put(room, new byte[] {7}).await();
        HazelcastNode owner = first.partitions().isOwner(first.partitions().partitionOf(room)) ? first : second;
        HazelcastNode other = owner == first ? second : first;
        owner.terminate();
        int partition = other.partitions().partitionOf(room);
        eventually(() -> assertThat(other.partitions().isOwner(partition)).isTrue());
        assertThat(other.store(vertx, "parley.rooms").partition(partition).await())
                .containsKey(room);
    }

    @Test
    void whoHasLeftStillKnowsWhereThingsAreButOwnsNothing() throws Exception {
        HazelcastNode second = joinAsOwner();
        int partition = second.partitions().partitionOf("room");
        AsyncStore store = second.store(vertx, "parley.rooms");
        long time = second.clusterMs();
        second.leave(vertx).await();
        assertThat(second.clusterMs()).isBetween(time, time + 60_000);
        assertThat(second.wasNotAlone()).isTrue();
        assertThat(second.isRunning()).isFalse();
        assertThat(second.partitions().partitionOf("room")).isEqualTo(partition);
        assertThat(owned(second)).isEmpty();
        assertThat(second.partitions().laneOf(second.nodeId(), 1)).isEqualTo(1);
        assertThat(second.isSafe()).isFalse();
        Future<Void> write = Future.succeededFuture().compose(v -> store.put("room", new byte[1]));
        eventually(() -> assertThat(write.failed()).isTrue());
        assertThat(write.cause()).hasMessage(AsyncStore.unavailable().getMessage());
        eventually(() -> assertThat(owned(first)).hasSize(PARTITIONS));
    }

    private HazelcastNode join() {
        HazelcastNode node = HazelcastNode.join(config(), 2, true);
        nodes.add(node);
        return node;
    }

    private HazelcastNode joinAsOwner() {
        HazelcastNode node = join();
        node.promote();
        try {
            eventually(() -> {
                assertThat(owned(node)).hasSizeGreaterThanOrEqualTo(PARTITIONS / 2);
                assertThat(owned(first)).hasSizeLessThanOrEqualTo(PARTITIONS / 2 + 1);
                assertThat(node.isSafe() && first.isSafe()).isTrue();
            });
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
        return node;
    }

    private static List<Integer> owned(HazelcastNode node) {
        return IntStream.range(0, PARTITIONS)
                .filter(node.partitions()::isOwner)
                .boxed()
                .toList();
    }

    private Config config() {
        Config config = new Config().setClusterName(cluster);
        config.setProperty("hazelcast.phone.home.enabled", "false")
                .setProperty("hazelcast.logging.type", "slf4j")
                .setProperty("hazelcast.socket.bind.any", "false")
                .setProperty("hazelcast.wait.seconds.before.join", "0")
                .setProperty("hazelcast.partition.count", Integer.toString(PARTITIONS))
                .setProperty(
                        "hazelcast.partitioning.strategy.class",
                        "com.hazelcast.partition.strategy.StringPartitioningStrategy");
        config.getMetricsConfig().setEnabled(false);
        var network = config.getNetworkConfig();
        network.setPort(firstPort).setPortAutoIncrement(true).setPortCount(20);
        network.getInterfaces().setEnabled(true).addInterface("127.0.0.1");
        network.getJoin().getAutoDetectionConfig().setEnabled(false);
        network.getJoin().getMulticastConfig().setEnabled(false);
        network.getJoin().getTcpIpConfig().setEnabled(true).addMember("127.0.0.1:" + firstPort);
        return config;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
