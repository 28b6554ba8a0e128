package dev.parley.cluster;

import static dev.parley.cluster.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.Addresses;
import dev.parley.protocol.lane.LaneCodec;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NodeDirectoryTest {
    private final Vertx vertx = Vertx.vertx();
    private final AtomicLong now = new AtomicLong(1_000_000);
    private final BlockingQueue<String> published = new LinkedBlockingQueue<>();
    private final Standing standing = new Standing(now::get, () -> Set.of("b", "c"));
    private NodeDirectory directory;

    @BeforeEach
    void start() throws Exception {
        directory = new NodeDirectory(vertx, now::get, "me", "http://me", standing);
        directory.start().await();
        vertx.eventBus()
                .<Buffer>consumer(Addresses.NODES, m -> published.add(m.body().toString()))
                .completion()
                .await();
        hear("me", "http://me", false);
    }

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    void readyNodesAreOfferedThisOneFirst() throws Exception {
        hear("b", "http://b", true);
        hear("c", "http://c", false);
        assertThat(directory.endpoints()).containsExactly("http://b");
        directory.setReady(true);
        assertThat(directory.endpoints()).containsExactly("http://me", "http://b");
        assertThat(directory.nodes()).containsExactlyInAnyOrder("me", "b", "c");
    }

    @Test
    void aNodeThatWasNotHeardOfForLongIsNotOffered() throws Exception {
        hear("b", "http://b", true);
        now.addAndGet(NodeDirectory.STALE_MS - 1);
        assertThat(directory.endpoints()).containsExactly("http://b");
        now.addAndGet(1);
        assertThat(directory.endpoints()).isEmpty();
        assertThat(directory.nodes()).doesNotContain("b");
    }

    @Test
    void aNodeThatLeftIsNotOfferedAnyMore() throws Exception {
        hear("b", "http://b", true);
        directory.nodeLeft("b");
        assertThat(directory.endpoints()).isEmpty();
        assertThat(directory.nodes()).doesNotContain("b");
    }

    @Test
    void pagesOfANodeThatDiedMayComeToTheOthers() throws Exception {
        hear("b", "http://b", true);
        directory.nodeLeft("b");
        assertThat(directory.isNodeOrigin("http://b")).isTrue();
        assertThat(directory.isNodeOrigin("http://me")).isTrue();
        assertThat(directory.isNodeOrigin("http://evil")).isFalse();
    }

    @Test
    void originsThatAreRememberedAreBounded() throws Exception {
        for (int i = 0; i <= NodeDirectory.ORIGINS_MAX; i++) {
            tell("n" + i, "http://n" + i, true);
        }
        hear("last", "http://last", true);
        assertThat(directory.isNodeOrigin("http://last")).isTrue();
        assertThat(directory.isNodeOrigin("http://n0")).isFalse();
        assertThat(directory.isNodeOrigin("http://me")).isTrue();
    }

    @Test
    void whoHearsOfANewNodeTellsItAboutItself() throws Exception {
        published.clear();
        tell("b", "http://b", true);
        assertThat(published("\"me\"")).contains("http://me");
    }

    @Test
    void aNodeThatStoppedAsksAtOnceAndServesOnAnothersWord() throws Exception {
        hear("b", "http://b", true);
        published.clear();
        now.addAndGet(Standing.STOPPED_MS);
        assertThat(standing.isDoubtful()).isTrue();
        assertThat(published("\"me\"")).contains("\"doubtful\":true", "\"turn\":1", "\"ready\":false");
        tell(new NodeStatus("b", "http://b", true, 1, 0, false, 0, Map.of("me", 0)));
        tell(new NodeStatus("x", "http://x", true, 1, 0, false, 0, Map.of("me", 1)));
        hear("c", "http://c", true);
        assertThat(standing.isDoubtful()).isTrue();
        tell(new NodeStatus("b", "http://b", true, 1, 0, false, 0, Map.of("me", 1)));
        eventually(() -> assertThat(standing.isDoubtful()).isFalse());
    }

    @Test
    void anotherNodesDoubtIsAnsweredAtOnceIfItIsAMember() throws Exception {
        hear("b", "http://b", true);
        hear("x", "http://x", true);
        published.clear();
        tell(new NodeStatus("b", "http://b", false, 1, 7, true, 0, Map.of()));
        assertThat(published("\"me\"")).contains("\"confirms\":{\"b\":7}");
    }

    @Test
    void aNodeThatComesBackFromAnotherHalfIsNoticedOnce() throws Exception {
        AtomicInteger merges = new AtomicInteger();
        standing.onMerge(merges::incrementAndGet);
        hear("b", "http://b", true);
        directory.nodeLeft("b");
        tell(new NodeStatus("b", "http://b", true, 1, 1, true, 1, Map.of()));
        tell(new NodeStatus("b", "http://b", true, 1, 1, false, 1, Map.of()));
        hear("c", "http://c", true);
        assertThat(merges).hasValue(1);
    }

    @Test
    void everybodyIsToldAtOnceWhenTheNodeIsReady() throws Exception {
        published.clear();
        directory.setReady(true);
        assertThat(published("\"ready\":true")).contains("\"me\"");
        assertThat(directory.isReady()).isTrue();
    }

    @Test
    void whatIsNoStatusIsNotListed() throws Exception {
        vertx.eventBus().publish(Addresses.NODES, Buffer.buffer("nonsense"));
        hear("b", "http://b", true);
        assertThat(directory.endpoints()).containsExactly("http://b");
    }

    @Test
    void theVersionBetweenNodesIsTheOldestThatAnybodyKnows() throws Exception {
        tell("b", "http://b", true, LaneCodec.WIRE_VERSION + 5);
        hear("c", "http://c", true);
        assertThat(directory.wire()).isEqualTo(LaneCodec.WIRE_VERSION);
        assertThat(directory.misfit()).isNull();
    }

    @Test
    void aNodeBesideOneThatIsTooOldIsNotReadyUntilThatIsGone() throws Exception {
        directory.setReady(true);
        tell("b", "http://b", true, LaneCodec.OLDEST - 1);
        eventually(() -> assertThat(directory.misfit()).contains("b", "upgrade"));
        directory.setReady(true);
        assertThat(directory.endpoints()).containsExactly("http://b");
        directory.nodeLeft("b");
        directory.setReady(true);
        assertThat(directory.misfit()).isNull();
        assertThat(directory.endpoints()).containsExactly("http://me");
    }

    /** Publishes a status and waits until the directory has it. */
    private void hear(String node, String url, boolean ready) throws Exception {
        tell(node, url, ready);
        eventually(() -> {
            assertThat(directory.nodes()).contains(node);
            assertThat(directory.isNodeOrigin(url)).isTrue();
        });
    }

    private void tell(NodeStatus status) {
        vertx.eventBus().publish(Addresses.NODES, Buffer.buffer(status.bytes()));
    }

    private void tell(String node, String url, boolean ready) {
        tell(node, url, ready, LaneCodec.WIRE_VERSION);
    }

    private void tell(String node, String url, boolean ready, int wire) {
        tell(new NodeStatus(node, url, ready, wire, 0, false, 0, Map.of()));
    }

    private String published(String part) throws Exception {
        for (String seen = poll(); ; seen = poll()) {
            if (seen.contains(part)) {
                return seen;
            }
        }
    }

    private String poll() throws InterruptedException {
        String seen = published.poll(5, TimeUnit.SECONDS);
        assertThat(seen).as("a status on the bus").isNotNull();
        return seen;
    }
}
