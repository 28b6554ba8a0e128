package dev.parley.cluster;

import static dev.parley.cluster.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.multimap.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.spi.cluster.RegistrationInfo;
import io.vertx.spi.cluster.hazelcast.impl.HazelcastRegistrationInfo;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The bus on a real member. */
class RegistrationsTest {
    private HazelcastNode node;
    private Vertx vertx;

    @BeforeEach
    void start() {
        Config config = new Config().setClusterName("test-" + UUID.randomUUID());
        config.setProperty(
                "hazelcast.partitioning.strategy.class", "com.hazelcast.partition.strategy.StringPartitioningStrategy");
        config.setProperty("hazelcast.partition.count", "11");
        config.setProperty("hazelcast.phone.home.enabled", "false");
        config.getNetworkConfig().getJoin().getAutoDetectionConfig().setEnabled(false);
        config.getNetworkConfig().getJoin().getMulticastConfig().setEnabled(false);
        config.getNetworkConfig().getInterfaces().setEnabled(true).addInterface("127.0.0.1");
        node = HazelcastNode.join(config, 1, true);
        vertx = Vertx.builder()
                .with(new VertxOptions().setEventBusOptions(new EventBusOptions().setHost("127.0.0.1")))
                .withClusterManager(node.clusterManager())
                .buildClustered()
                .await();
        vertx.eventBus().consumer("rooms.me.0", message -> {}).completion().await();
    }

    @AfterEach
    void stop() {
        vertx.close().await();
        node.terminate();
    }

    @Test
    void anAddressThatVanishedFromTheClusterIsRegisteredAgain() throws Exception {
        assertThat(subscriptions().remove("rooms.me.0")).hasSize(1);
        node.keepRegistrations();
        eventually(() -> assertThat(subscriptions().get("rooms.me.0")).hasSize(1));
    }

    @Test
    void repeatingChangesNothingAndWhatIsUnregisteredStaysSo() throws Exception {
        assertThat(node.keepRegistrations()).isEqualTo(1);
        var consumer = vertx.eventBus().consumer("rooms.me.1", message -> {});
        consumer.completion().await();
        assertThat(node.keepRegistrations()).isEqualTo(2);
        consumer.unregister().await();
        node.keepRegistrations();
        assertThat(subscriptions().containsKey("rooms.me.1")).isFalse();
    }

    @Test
    void addressesOfANodeThatIsGoneAreRemovedAtTheSecondLook() {
        subscriptions().put("rooms.gone.0", new HazelcastRegistrationInfo(new RegistrationInfo("gone", 1, false)));
        assertThat(node.keepRegistrations()).isEqualTo(2);
        assertThat(subscriptions().containsKey("rooms.gone.0")).isTrue();
        node.keepRegistrations();
        assertThat(subscriptions().containsKey("rooms.gone.0")).isFalse();
        assertThat(node.keepRegistrations()).isEqualTo(1);
    }

    private static MultiMap<String, HazelcastRegistrationInfo> subscriptions() {
        HazelcastInstance any = Hazelcast.getAllHazelcastInstances().iterator().next();
        return any.getMultiMap("__vertx.subs");
    }
}
