package dev.parley.node.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.config.Config;
import com.hazelcast.config.MultiMapConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

class HazelcastConfigTest {

    @TempDir
    Path folder;

    private final Map<String, String> environment =
            new HashMap<>(Map.of("PARLEY_SECRET", "0123456789abcdef0123456789abcdef"));

    @Test
    void theWordsOfTheFileAreFilledFromTheConfiguration() {
        environment.put("PARLEY_CLUSTER_NAME", "north");
        environment.put("PARLEY_CLUSTER_PARTITIONS", "31");
        environment.put("PARLEY_CLUSTER_HEARTBEAT_SECONDS", "20");

        Config config = config();

        assertThat(config.getClusterName()).isEqualTo("north");
        assertThat(config.getProperty("hazelcast.partition.count")).isEqualTo("31");
        assertThat(config.getProperty("hazelcast.max.no.heartbeat.seconds")).isEqualTo("20");
        assertThat(config.getNetworkConfig().getPort()).isEqualTo(5701);
        assertThat(config.getNetworkConfig().isPortAutoIncrement()).isTrue();
        assertThat(config.getNetworkConfig().getInterfaces().getInterfaces()).containsExactly("127.0.0.1");
        assertThat(config.getNetworkConfig().getJoin().getTcpIpConfig().getMembers())
                .hasSize(10)
                .contains("127.0.0.1:5701", "127.0.0.1:5710");
    }

    @Test
    void givenMembersAreTheOnlyOnesAndThePortIsExact() {
        environment.put("PARLEY_CLUSTER_MEMBERS", "10.0.0.1:5701,10.0.0.2:5701");

        var network = config().getNetworkConfig();

        assertThat(network.isPortAutoIncrement()).isFalse();
        assertThat(network.getJoin().getTcpIpConfig().getMembers()).containsExactly("10.0.0.1:5701", "10.0.0.2:5701");
    }

    @Test
    void nothingIsFoundByChanceAndNobodyIsTold() {
        Config config = config();
        var join = config.getNetworkConfig().getJoin();

        assertThat(join.getMulticastConfig().isEnabled()).isFalse();
        assertThat(join.getAutoDetectionConfig().isEnabled()).isFalse();
        assertThat(join.getTcpIpConfig().isEnabled()).isTrue();
        assertThat(config.getProperty("hazelcast.phone.home.enabled")).isEqualTo("false");
        assertThat(config.getProperty("hazelcast.socket.bind.any")).isEqualTo("false");
    }

    @Test
    void theMapsOfVertxAndOfParleyHaveTheirBackups() {
        Config config = config();

        MultiMapConfig subscriptions = config.getMultiMapConfigs().get("__vertx.subs");
        assertThat(subscriptions.getBackupCount()).isEqualTo(1);
        assertThat(subscriptions.getValueCollectionType()).isEqualTo(MultiMapConfig.ValueCollectionType.SET);
        assertThat(config.getMapConfigs()).containsKeys("__vertx.haInfo", "__vertx.nodeInfo");
        assertThat(config.getMapConfig("parley.rooms").getBackupCount()).isEqualTo(2);
        assertThat(config.getMapConfig("parley.members").getBackupCount()).isEqualTo(1);
        assertThat(config.getMapConfig("parley.terms").getBackupCount()).isEqualTo(2);
    }

    @Test
    void aMemberStartsOnItsInterfaceKeepsKeysWithTheirRoomAndRefusesForeignClasses() {
        environment.put("PARLEY_CLUSTER_PORT", "0");
        environment.put("PARLEY_CLUSTER_NAME", "test-" + UUID.randomUUID());
        HazelcastInstance member = Hazelcast.newHazelcastInstance(config());
        try {
            var address = (InetSocketAddress) member.getLocalEndpoint().getSocketAddress();
            assertThat(address.getAddress().getHostAddress()).isEqualTo("127.0.0.1");
            var partitions = member.getPartitionService();
            assertThat(partitions.getPartitions()).hasSize(61);
            assertThat(partitions.getPartition("peer@room").getPartitionId())
                    .isEqualTo(partitions.getPartition("room").getPartitionId());
            var map = member.getMap("parley.rooms");
            map.set("own", new StringBuilder("the JDK's classes pass"));
            assertThat(map.get("own")).hasToString("the JDK's classes pass");
            map.set("foreign", new TestAbortedException("a class that nobody let in"));
            assertThatThrownBy(() -> map.get("foreign")).hasStackTraceContaining("is not allowed");
        } finally {
            member.getLifecycleService().terminate();
        }
    }

    @Test
    void anOwnFileReplacesTheBuiltInOne() throws IOException {
        environment.put("PARLEY_CLUSTER_FILE", own("<cluster-name>x-${parley.cluster.name}</cluster-name>"));

        assertThat(config().getClusterName()).isEqualTo("x-parley");
    }

    @Test
    void anOwnFileThatHazelcastRefusesIsNamed() throws IOException {
        environment.put("PARLEY_CLUSTER_FILE", own("<no-such-element/>"));

        assertThatThrownBy(this::config)
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("cluster.file: ")
                .hasMessageContaining("no-such-element");
    }

    private Config config() {
        return HazelcastConfig.from(ConfigLoader.load(Optional.empty(), environment, folder));
    }

    private String own(String body) throws IOException {
        String xml = "<hazelcast xmlns=\"http://www.hazelcast.com/schema/config\">" + body + "</hazelcast>";
        return Files.writeString(folder.resolve("own.xml"), xml).toString();
    }
}
