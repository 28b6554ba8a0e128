package dev.parley.system.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.protocol.Json;
import dev.parley.protocol.Slice;
import dev.parley.storage.EmbeddedDatabase;
import dev.parley.system.fixture.Eventually;
import dev.parley.system.fixture.LocalCluster;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Nodes are killed while people come and go, and so is the service that follows the feed: at a random event it forgets
 * everything since it stored its copy and its cursor last. In the end its copy is the truth.
 */
@Tag("long")
class FeedSurvivesTest {
    private static final Logger LOG = LoggerFactory.getLogger(FeedSurvivesTest.class);
    private static final int KILLS = 4;

    @Test
    void aServiceThatIsKilledAtRandomEndsWithTheTruthThoughNodesAreKilled(@TempDir Path folder) {
        // another cluster on the same database would take these rooms for forgotten ones
        try (EmbeddedDatabase database = EmbeddedDatabase.start(folder, 0);
                LocalCluster cluster = LocalCluster.of(3)
                        .with("PARLEY_DATABASE_URL", database.address())
                        .with("PARLEY_LIMITS_RATE", "off")
                        // nodes that are killed in the middle of something say so
                        .allowErrors("")
                        .start()) {
            long began = System.nanoTime();
            Consumer consumer = new Consumer(cluster);
            CompletableFuture<Void> followed = CompletableFuture.runAsync(consumer::follow);
            Movement movement = new Movement(cluster, 24, 12, 17);
            for (int kill = 0; kill < KILLS; kill++) {
                movement.rounds(4);
                movement.kill();
                movement.rounds(2);
                cluster.startNode();
            }
            movement.rounds(2);
            Map<String, Set<String>> truth = movement.truth();
            Eventually.holds(
                    Duration.ofSeconds(60),
                    () -> movement.mine(consumer.copy).equals(truth),
                    () -> "the copy\n" + movement.mine(consumer.copy) + "\nis not the truth\n" + truth);
            consumer.stopped = true;
            followed.join();
            LOG.info(
                    "{} kills of nodes, {} of the consumer, {} in {} s",
                    KILLS,
                    consumer.kills,
                    consumer.copy,
                    (System.nanoTime() - began) / 1_000_000_000);
            assertThat(consumer.copy.faults()).isEmpty();
            assertThat(consumer.kills).isPositive();
        }
    }

    /** Follows the feed from whichever node answers. */
    private static final class Consumer {
        private final LocalCluster cluster;
        private final FeedClient feed;
        private final Random dice = new Random(4);
        private final List<JsonNode> stored = new ArrayList<>();
        private long cursor;
        private volatile boolean stopped;
        private volatile int kills;
        private volatile FeedCopy copy = new FeedCopy();

        private Consumer(LocalCluster cluster) {
            this.cluster = cluster;
            this.feed = new FeedClient(cluster.serviceToken("feed", "events.rooms"));
            this.cursor = feed.page(cluster.node(0).url(), "after=latest")
                    .path("next")
                    .asLong();
        }

        private void follow() {
            while (!stopped) {
                next();
            }
        }

        /** Takes a page and stores it, or dies in the middle of it. */
        private void next() {
            try {
                String url = cluster.urls(dice.nextInt(3)).get(0);
                HttpResponse<String> answer = feed.get(url, "wait=1&limit=20&after=" + cursor);
                if (answer.statusCode() == 200) {
                    take(Json.object(Slice.utf8(answer.body())));
                }
            } catch (IOException nodeIsGone) {
                // another one next time
            }
        }

        private void take(JsonNode page) {
            List<JsonNode> events = new ArrayList<>();
            page.path("events").forEach(events::add);
            if (!events.isEmpty() && dice.nextInt(6) == 0) {
                die(events.subList(0, dice.nextInt(events.size())));
            } else {
                events.forEach(copy::take);
                stored.addAll(events);
                cursor = page.path("next").asLong();
            }
        }

        /** What it took since it stored is lost with it; the next one begins with what was stored. */
        private void die(List<JsonNode> taken) {
            taken.forEach(copy::take);
            FeedCopy fresh = new FeedCopy();
            stored.forEach(fresh::take);
            copy = fresh;
            kills++;
        }
    }
}
