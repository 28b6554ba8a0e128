package dev.parley.system.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.client.RoomEvent;
import dev.parley.system.fixture.Eventually;
import dev.parley.system.fixture.LocalCluster;
import dev.parley.system.fixture.Member;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line against a running cluster. */
class OperatorTest {
    private final LocalCluster nodes = LocalCluster.of(2);

    @TempDir
    Path folder;

    private Cli operator;

    @BeforeEach
    void start() throws IOException {
        nodes.start();
        operator = Cli.with(folder, nodes.serviceToken("operator", "nodes", "rooms.request.*"), url(0));
    }

    @AfterEach
    void end() {
        nodes.close();
    }

    private String url(int node) {
        return nodes.node(node).url();
    }

    @Test
    void theOperatorSeesTheClusterAndDrainsANodeWithoutALoss() throws IOException {
        Cli.Said list = operator.run("node", "list");
        assertThat(list.code()).as(list.err()).isZero();
        assertThat(list.out()).contains(url(0), url(1), "ready", "0.1.0", "up").doesNotContain("silent");
        assertThat(operator.run("node", "list", "--json").out()).contains("\"database\" : \"up\"");
        thoseWithoutTheRightAreRefused();
        theDoctorIsContent();
        aNodeIsDrained();
    }

    private void thoseWithoutTheRightAreRefused() throws IOException {
        Cli.Said wrong = Cli.with(folder, nodes.serviceToken("crm", "rooms.request.*"), url(0))
                .run("node", "list");
        assertThat(wrong.code()).isEqualTo(1);
        assertThat(wrong.err()).contains("access_denied");
        Cli.Said garbage = Cli.with(folder, "garbage", url(0)).run("doctor");
        assertThat(garbage.code()).isEqualTo(4);
        assertThat(garbage.out()).contains("✗ token").contains("make a new one");
        Cli.Said nobody = Cli.with(folder, "x", "http://127.0.0.1:1").run("node", "list");
        assertThat(nobody.code()).isEqualTo(3);
        assertThat(nobody.err()).contains("nothing answers");
    }

    private void theDoctorIsContent() {
        Cli.Said said = operator.run("doctor");
        assertThat(said.out())
                .contains("✓ reachable", "✓ health", "✓ token", "✓ nodes: 2, all ready", "✓ versions", "✓ clocks")
                .contains("✓ database", "✓ WebSocket", "✓ endpoints: 2", "– TURN: none is configured")
                .doesNotContain("✗");
        assertThat(said.code()).isZero();
    }

    private void aNodeIsDrained() {
        String roomId = nodes.roomOwnedBy(1);
        Member ann = Member.join(nodes.crowd().open(0), roomId);
        Member ben = Member.join(nodes.crowd().open(1), roomId);
        ann.await(RoomEvent.PEER_JOINED, ben);

        nodes.hasLeft(1);
        Cli.Said drained = operator.run("node", "drain", nodes.node(1).id(), "--wait");
        assertThat(drained.code()).as(drained.err()).isZero();
        assertThat(drained.out()).contains("is gone");
        ann.send(ben, "{\"type\":\"offer\"}");
        ben.awaitData("{\"type\":\"offer\"}");
        assertThat(ann.heard(RoomEvent.PEER_LEFT)).isFalse();
        Eventually.holds(
                () -> !operator.run("node", "list").out().contains("silent"), () -> "a node that has left is listed");
        assertThat(operator.run("node", "drain", "nobody").err()).contains("There is no node");
        aRoomIsShownAndClosed(roomId, ann, ben);
    }

    private void aRoomIsShownAndClosed(String roomId, Member ann, Member ben) {
        Cli.Said shown = operator.run("room", "show", roomId);
        assertThat(shown.code()).as(shown.err()).isZero();
        assertThat(shown.out()).contains(roomId, ann.id(), ben.id(), "host");
        assertThat(operator.run("room", "kick", roomId, ben.id()).out()).contains("kicked " + ben.id());
        ben.awaitEnd("kicked");
        assertThat(operator.run("room", "close", roomId).out()).contains("closed " + roomId);
        ann.awaitEnd("room-closed");
        assertThat(operator.run("room", "show", roomId).err()).contains("room_unknown");
    }
}
