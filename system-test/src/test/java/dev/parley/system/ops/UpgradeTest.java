package dev.parley.system.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.client.RoomEvent;
import dev.parley.system.fixture.DebianPackage;
import dev.parley.system.fixture.Eventually;
import dev.parley.system.fixture.LocalCluster;
import dev.parley.system.fixture.Member;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guide's loop that upgrades a cluster node by node, while people are in rooms. */
@Tag("long")
class UpgradeTest {
    private static final int NODES = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** The operator's own step: the test does it, and says when. */
    private static final String ON_ITS_MACHINE =
            """
            on_its_machine() {
              touch "asked.$1"
              until [ -e "done.$1" ]; do sleep 0.1; done
            }
            """;

    @TempDir
    Path folder;

    @Test
    void nobodyIsDroppedWhileEveryNodeIsReplaced() throws IOException, InterruptedException {
        DebianPackage.require("jq", "jq", "--version");
        List<String> blocks = OperatingGuide.blocks("tried upgrade");
        assertThat(blocks).hasSize(1);
        try (LocalCluster nodes = LocalCluster.of(NODES).start()) {
            Pair pair = new Pair(nodes);
            OperatingGuide guide = new OperatingGuide(folder);
            Files.writeString(folder.resolve("token"), nodes.serviceToken("operator", "nodes"));
            Map<String, String> environment = Map.of("PARLEY_URL", nodes.node(0).url(), "PARLEY_TOKEN_FILE", "token");
            Process loop = guide.start(ON_ITS_MACHINE + blocks.get(0), environment);
            for (int i = 0; i < NODES; i++) {
                replaceNext(nodes, guide);
                pair.talk();
            }
            Eventually.holds(PATIENCE, () -> !loop.isAlive(), guide::log);
            assertThat(loop.exitValue()).as(guide.log()).isZero();
            pair.talk();
            pair.nobodyLeft();
        }
    }

    /** Starts a new node in the place of the one that was drained. */
    private void replaceNext(LocalCluster nodes, OperatingGuide guide) throws IOException {
        Eventually.holds(PATIENCE, () -> asked(nodes) >= 0, guide::log);
        int gone = asked(nodes);
        Eventually.holds(() -> isEnded(nodes, gone), () -> "the node still runs");
        nodes.hasLeft(gone);
        nodes.startNode();
        Files.createFile(folder.resolve("done." + nodes.node(gone).id()));
    }

    /** The number of the node that is to be replaced now, -1 for none. */
    private int asked(LocalCluster nodes) {
        return nodes.alive().stream()
                .filter(i ->
                        Files.exists(folder.resolve("asked." + nodes.node(i).id())))
                .findFirst()
                .orElse(-1);
    }

    private static boolean isEnded(LocalCluster nodes, int node) {
        int http = URI.create(nodes.node(node).url()).getPort();
        int cluster = Integer.parseInt(nodes.member(node).replaceFirst(".*:", ""));
        return !takes(http) && !takes(cluster);
    }

    private static boolean takes(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    /** Two who talk to each other, each at a node of its own, in a room that the third one owns. */
    private static final class Pair {
        private final Member ann;
        private final Member ben;
        private final List<String> sent = new ArrayList<>();

        Pair(LocalCluster nodes) {
            String room = nodes.roomOwnedBy(2);
            ann = Member.join(nodes.crowd().open(0), room);
            ben = Member.join(nodes.crowd().open(1), room);
            ann.await(RoomEvent.PEER_JOINED, ben);
        }

        /** Everything arrives once and in order, whichever nodes they are at by now. */
        void talk() {
            String data = "{\"type\":\"offer\",\"n\":" + sent.size() + "}";
            sent.add(data);
            ann.send(ben, data);
            ben.send(ann, data);
            ann.awaitData(sent.toArray(String[]::new));
            ben.awaitData(sent.toArray(String[]::new));
        }

        void nobodyLeft() {
            assertThat(ann.heard(RoomEvent.PEER_LEFT)).isFalse();
            assertThat(ben.heard(RoomEvent.PEER_LEFT)).isFalse();
            assertThat(ann.end()).isNull();
            assertThat(ben.end()).isNull();
        }
    }
}
