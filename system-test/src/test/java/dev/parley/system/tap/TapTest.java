package dev.parley.system.tap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.Json;
import dev.parley.system.fixture.Eventually;
import dev.parley.system.fixture.LocalCluster;
import dev.parley.system.fixture.RawPeer;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operator sees of three nodes, and what it is refused. */
class TapTest {
    private static final int PER_SECOND = 100;
    private static final String SDP = "v=0\r\no=- 1 1 IN IP4 192.0.2.7\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\n"
            + "a=candidate:1 1 udp 1 192.0.2.7 4444 typ host\r\na=ice-pwd:secret\r\n";

    @RegisterExtension
    static final LocalCluster CLUSTER = Operator.cluster().with("PARLEY_TAP_PER_SECOND", Integer.toString(PER_SECOND));

    private static RawPeer[] pair(String roomId) {
        RawPeer[] peers = {
            RawPeer.open(CLUSTER.crowd(), CLUSTER.node(0).url()),
            RawPeer.open(CLUSTER.crowd(), CLUSTER.node(1).url())
        };
        for (RawPeer peer : peers) {
            peer.join(roomId);
            peer.register(roomId);
        }
        return peers;
    }

    private static void signal(RawPeer from, String roomId, RawPeer to, int id, ObjectNode data) {
        ObjectNode body = Json.newObject().put("id", id);
        body.set("data", data);
        from.ask("webrtc.signal." + roomId + "." + to.id(), body);
    }

    private static ObjectNode offer() {
        return Json.newObject().put("type", "offer").put("sdp", SDP);
    }

    @Test
    void aTapAtOneNodeSeesSignalsAndEventsOfAllNodes() {
        Operator operator = Operator.at(CLUSTER, 2, "tap.>").tap("pattern", ">", false);
        assertThat(operator.of("tapping").get(0).path("nodes")).hasSize(3);
        Set<String> owners = new TreeSet<>();
        for (int owner = 0; owner < 3; owner++) {
            String room = CLUSTER.roomOwnedBy(owner);
            RawPeer[] peers = pair(room);
            signal(peers[0], room, peers[1], 1, offer());
            Eventually.holds(() -> seen(operator, room).size() == 1, () -> "seen: " + operator.of("signal"));
            JsonNode seen = seen(operator, room).get(0);
            owners.add(seen.path("node").asText());
            assertThat(seen.path("address").asText()).isEqualTo("webrtc.signal." + room + "." + peers[1].id());
            assertThat(seen.path("from").asText()).isEqualTo(peers[0].id());
            assertThat(seen.path("id").asLong()).isEqualTo(1);
            assertThat(seen.path("seq").asLong()).isPositive();
            assertThat(seen.path("epoch").asText()).isNotEmpty();
            assertThat(operator.of("event"))
                    .anyMatch(e -> e.path("roomId").asText().equals(room)
                            && e.path("kind").asText().equals("peer-joined"));
        }
        assertThat(owners)
                .containsExactlyInAnyOrder(
                        CLUSTER.node(0).id(),
                        CLUSTER.node(1).id(),
                        CLUSTER.node(2).id());
        operator.unregister();
    }

    private static List<JsonNode> seen(Operator operator, String room) {
        return operator.of("signal").stream()
                .filter(s -> s.path("roomId").asText().equals(room))
                .toList();
    }

    @Test
    void descriptionsAndAddressesAreShownOnlyToWhoMaySeeThemRaw() {
        String room = CLUSTER.roomOwnedBy(0);
        RawPeer[] peers = pair(room);
        Operator shy = Operator.at(CLUSTER, 1, "tap.webrtc.signal.>").tap("pattern", "webrtc.signal.>", false);
        Operator bold = Operator.at(CLUSTER, 2, "tap.webrtc.signal.>", "raw.webrtc.signal." + room + ".>")
                .tap("pattern", "webrtc.signal." + room + ".*", true);
        signal(peers[0], room, peers[1], 1, offer());
        ObjectNode candidate = Json.newObject().put("type", "ice-candidate");
        candidate
                .putObject("candidate")
                .put("candidate", "candidate:1 1 udp 2122 192.0.2.7 4444 typ srflx raddr 10.0.0.1");
        signal(peers[0], room, peers[1], 2, candidate);

        List<JsonNode> redacted = shy.await("signal", 2);
        assertThat(redacted.toString())
                .doesNotContain("192.0.2")
                .doesNotContain("10.0.0")
                .doesNotContain("secret");
        assertThat(redacted.get(0).at("/data/sdp/media/0").asText()).isEqualTo("audio");
        assertThat(redacted.get(0).at("/data/sdp/candidates").asInt()).isEqualTo(1);
        assertThat(redacted.get(0).path("kind").asText()).isEqualTo("offer");
        assertThat(redacted.get(1).at("/data/candidate/kind").asText()).isEqualTo("srflx");
        assertThat(bold.await("signal", 2).get(0).at("/data/sdp").asText()).isEqualTo(SDP);
        shy.unregister();
        bold.unregister();
    }

    @ParameterizedTest
    @CsvSource({
        "tap.webrtc.signal.>, pattern, >, false, access_denied",
        "tap.webrtc.signal.demo.*, pattern, webrtc.signal.>, false, access_denied",
        "tap.webrtc.signal.>, pattern, calls.inbox.*, false, access_denied",
        "tap.webrtc.signal.>, pattern, webrtc.signal.>, true, access_denied",
        "tap.webrtc.signal.>, call, c_0123456789abcdefghijkl, false, access_denied",
        "rooms.request.*, pattern, webrtc.signal.>, false, access_denied",
        "tap.>, pattern, no pattern, false, invalid_argument",
        "tap.>, nonsense, x, false, invalid_argument",
        "tap.>, call, not-a-call, false, invalid_argument"
    })
    void aTapWiderThanTheGrantIsRefused(String grant, String header, String value, boolean raw, String code) {
        Operator operator = Operator.at(CLUSTER, 0, grant);
        operator.register(header, value, raw);
        assertThat(operator.refusal()).isEqualTo(code);
    }

    @Test
    void nobodyElseTaps() {
        RawPeer guest = RawPeer.open(CLUSTER.crowd(), CLUSTER.node(0).url());
        guest.send("{\"type\":\"register\",\"address\":\"tap\",\"headers\":{\"pattern\":\">\"}}");
        guest.await(f -> f.path("message").asText().equals("access_denied"), "a refusal");
    }

    @Test
    void whatIsDroppedIsToldAndTheRelayGoesOn() {
        String room = CLUSTER.roomOwnedBy(1);
        RawPeer[] peers = pair(room);
        Operator operator = Operator.at(CLUSTER, 2, "tap.>").tap("pattern", "webrtc.signal." + room + ".>", false);
        int sent = 6 * PER_SECOND;
        ObjectNode frame =
                Json.newObject().put("type", "send").put("address", "webrtc.signal." + room + "." + peers[1].id());
        for (int id = 1; id <= sent; id++) {
            // all at once: who waits for each answer may be slower than what a tap is given
            frame.putObject("body").put("id", id).set("data", offer());
            peers[0].send(frame.toString());
        }
        Eventually.holds(
                () -> dropped(operator) + operator.of("signal").size() == sent,
                () -> dropped(operator) + " dropped and "
                        + operator.of("signal").size() + " shown of " + sent);
        assertThat(dropped(operator)).isPositive();
        assertThat(operator.of("dropped").get(0).path("node").asText())
                .isEqualTo(CLUSTER.node(1).id());
        assertThat(peers[1].pushed(room).stream().filter(p -> p.has("data"))).hasSize(sent);
        operator.unregister();
    }

    private static long dropped(Operator operator) {
        return operator.of("dropped").stream()
                .mapToLong(d -> d.path("count").asLong())
                .sum();
    }

    @Test
    void nothingComesAfterTheEnd() {
        String room = CLUSTER.roomOwnedBy(0);
        RawPeer[] peers = pair(room);
        Operator ended = Operator.at(CLUSTER, 1, "tap.>").tap("pattern", "webrtc.signal." + room + ".>", false);
        signal(peers[0], room, peers[1], 1, offer());
        ended.await("signal", 1);
        ended.unregister();
        Operator other = Operator.at(CLUSTER, 2, "tap.>").tap("pattern", "webrtc.signal." + room + ".>", false);
        signal(peers[0], room, peers[1], 2, offer());
        other.await("signal", 1);
        assertThat(ended.of("signal")).hasSize(1);
        other.unregister();
    }
}
