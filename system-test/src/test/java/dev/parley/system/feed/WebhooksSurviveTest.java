package dev.parley.system.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.Json;
import dev.parley.storage.EmbeddedDatabase;
import dev.parley.system.fixture.Eventually;
import dev.parley.system.fixture.LocalCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A receiver of webhooks that fails and hangs at random gets every event of every room in order though nodes are killed. */
@Tag("long")
class WebhooksSurviveTest {
    private static final Logger LOG = LoggerFactory.getLogger(WebhooksSurviveTest.class);
    private static final int KILLS = 3;

    @Test
    void aReceiverThatFailsAndHangsAtRandomEndsWithTheTruthThoughNodesAreKilled(@TempDir Path folder) {
        // another cluster on the same database would take these rooms for forgotten ones
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder, 0);
                LocalCluster cluster = LocalCluster.of(3)
                        .with("PARLEY_DATABASE_URL", database.address())
                        .with("PARLEY_LIMITS_RATE", "off")
                        .with("PARLEY_WEBHOOKS_ALLOW", "127.0.0.0/8")
                        .with("PARLEY_WEBHOOKS_RETRY_MS", "20")
                        .with("PARLEY_WEBHOOKS_RETRY_MAX_MS", "1000")
                        .with("PARLEY_WEBHOOKS_ATTEMPTS", "100")
                        .with("PARLEY_WEBHOOKS_TIMEOUT_MS", "300")
                        // nodes that are killed in the middle of something say so
                        .allowErrors("")
                        .start()) {
            long began = System.nanoTime();
            FeedClient client = new FeedClient(cluster.serviceToken("feed", "webhooks", "events.>"));
            Receiver receiver = Receiver.listen(cluster.crowd().vertx());
            ObjectNode asked = Json.newObject().put("url", receiver.url());
            asked.putArray("feeds").add("rooms");
            receiver.secret(client.post(201, cluster.node(0).url() + "/api/v1/webhooks", asked)
                    .path("secret")
                    .asText());

            Movement movement = new Movement(cluster, 20, 10, 23);
            for (int kill = 0; kill < KILLS; kill++) {
                movement.rounds(3);
                movement.kill();
                movement.rounds(2);
                cluster.startNode();
            }
            movement.rounds(2);
            Map<String, Set<String>> truth = new HashMap<>(movement.truth());
            Eventually.holds(
                    Duration.ofSeconds(90),
                    () -> movement.mine(receiver.copy()).equals(truth),
                    () -> "the copy\n" + movement.mine(receiver.copy()) + "\nis not the truth\n" + truth);
            LOG.info(
                    "{} kills, {}, {} in {} s",
                    KILLS,
                    receiver,
                    receiver.copy(),
                    (System.nanoTime() - began) / 1_000_000_000);
            assertThat(receiver.copy().faults()).isEmpty();
            assertThat(receiver.forged()).isZero();
            assertThat(receiver.failed()).isPositive();
        }
    }
}
