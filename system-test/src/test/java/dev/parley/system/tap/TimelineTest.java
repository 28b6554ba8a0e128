package dev.parley.system.tap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.Json;
import dev.parley.protocol.Slice;
import dev.parley.system.fixture.Eventually;
import dev.parley.system.fixture.LocalCluster;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The course of one call, told by three nodes, in the order of cause and effect. */
class TimelineTest {
    @RegisterExtension
    static final LocalCluster CLUSTER = Operator.cluster();

    private final Caller alice = Caller.at(CLUSTER, 0, "alice");
    private final Caller bob = Caller.at(CLUSTER, 1, "bob");
    private String callId;
    private String roomId;

    /** Rings, is answered, both enter the room, and an offer, a candidate and an answer go to and fro. */
    private void call() {
        ObjectNode created = alice.call(bob);
        callId = created.path("callId").asText();
        roomId = created.path("roomId").asText();
        bob.accept();
        alice.socket().join(roomId);
        alice.socket().register(roomId);
        bob.socket().join(roomId);
        bob.socket().register(roomId);
        signal(alice, bob, 1, "offer");
        signal(alice, bob, 2, "ice-candidate");
        signal(bob, alice, 1, "answer");
    }

    private void signal(Caller from, Caller to, int id, String type) {
        ObjectNode body = Json.newObject().put("id", id);
        body.putObject("data").put("type", type).put("sdp", "v=0");
        from.socket().ask("webrtc.signal." + roomId + "." + to.socket().id(), body);
    }

    private ObjectNode timeline(int node, String token) {
        HttpResponse<String> response = Operator.timeline(CLUSTER, node, callId, token);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Json.object(Slice.utf8(response.body()));
    }

    private static List<String> steps(JsonNode timeline) {
        List<String> steps = new ArrayList<>();
        timeline.path("entries").forEach(e -> steps.add(e.path("step").asText()));
        return steps;
    }

    @Test
    void whatThreeNodesSawOfACallStandsInTheOrderOfCauseAndEffect() {
        call();
        Eventually.holds(
                () -> steps(timeline(2, alice.token())).stream()
                                .filter("delivered"::equals)
                                .count()
                        == 3,
                () -> timeline(2, alice.token()).toPrettyString());
        ObjectNode timeline = timeline(2, alice.token());
        assertThat(timeline.path("nodes")).hasSize(3);
        assertThat(timeline.path("silent")).isEmpty();
        assertThat(timeline.path("roomId").asText()).isEqualTo(roomId);
        assertThat(timeline.path("participants")).hasSize(2);
        assertThat(steps(timeline))
                .containsSubsequence("created", "ringing", "rang", "accepted")
                .containsSubsequence("accepted", "joined", "joined", "sent", "numbered", "delivered");
        assertThat(steps(timeline)).contains("opened", "registered");
        List<JsonNode> entries = new ArrayList<>();
        timeline.path("entries").forEach(entries::add);
        assertCausal(entries);
        assertThat(timeline.toString()).doesNotContain("v=0");
        assertThat(timeline.path("diagnosis"))
                .noneMatch(f -> f.path("severity").asText().equals("error"));
    }

    /** Each signal: sent at its sender's node, then numbered by the owner, then delivered at the recipient's node. */
    private void assertCausal(List<JsonNode> entries) {
        for (JsonNode numbered : entries) {
            if (!numbered.path("step").asText().equals("numbered")) {
                continue;
            }
            int at = entries.indexOf(numbered);
            assertThat(entries.subList(0, at))
                    .as("sent before %s", numbered)
                    .anyMatch(e -> e.path("step").asText().equals("sent")
                            && e.path("peer").equals(numbered.path("from"))
                            && e.path("id").equals(numbered.path("id"))
                            && e.path("kind").equals(numbered.path("kind")));
            assertThat(entries.subList(at, entries.size()))
                    .as("delivered after %s", numbered)
                    .anyMatch(e -> e.path("step").asText().equals("delivered")
                            && e.path("peer").equals(numbered.path("to"))
                            && e.path("epoch").equals(numbered.path("epoch"))
                            && e.path("seq").equals(numbered.path("seq")));
        }
    }

    @Test
    void aDeadTurnServerIsNamedFromWhatThePageTells() {
        call();
        ObjectNode trace = Json.newObject().put("callId", callId).put("now", 5_000);
        trace.withArray("events")
                .add(event(4_000, "ice-gathering", Json.newObject().put("state", "gathering")))
                .add(event(
                        4_200,
                        "ice-candidate-error",
                        Json.newObject()
                                .put("url", "turn:turn.example.org:3478?transport=udp")
                                .put("code", 701)))
                .add(event(4_900, "ice-connection", Json.newObject().put("state", "failed")));
        alice.socket().ask("calls.request.trace", trace);

        ObjectNode timeline = timeline(1, bob.token());
        assertThat(timeline.path("diagnosis").get(0).path("step").asText()).isIn("candidates", "turn");
        assertThat(timeline.path("diagnosis"))
                .anyMatch(f -> f.path("step").asText().equals("turn")
                        && f.path("severity").asText().equals("error")
                        && f.path("sentence").asText().contains("turn.example.org:3478 cannot be reached"))
                .anyMatch(f -> f.path("step").asText().equals("ice"));
        assertThat(steps(timeline)).containsSubsequence("ice-gathering", "ice-candidate-error", "ice-connection");
    }

    private static ObjectNode event(long at, String kind, ObjectNode detail) {
        ObjectNode event = Json.newObject().put("at", at).put("kind", kind);
        return event.set("detail", detail);
    }

    @Test
    void aPageTellsNothingButWhatIsListed() {
        call();
        assertThat(refused(
                        "ice-candidate-error",
                        Json.newObject().put("url", "turn:x").put("address", "192.0.2.1")))
                .isEqualTo("invalid_argument");
        assertThat(refused("chat", Json.newObject())).isEqualTo("invalid_argument");
        assertThat(refused("path", Json.newObject().put("local", "192.0.2.1"))).isEqualTo("invalid_argument");
        ObjectNode foreign = Json.newObject().put("callId", callId).put("now", 1);
        foreign.withArray("events");
        assertThat(Caller.at(CLUSTER, 2, "eve").socket().refusal("calls.request.trace", foreign))
                .isEqualTo("not_member");
    }

    private String refused(String kind, ObjectNode detail) {
        ObjectNode trace = Json.newObject().put("callId", callId).put("now", 1);
        trace.withArray("events").add(event(1, kind, detail));
        return alice.socket().refusal("calls.request.trace", trace);
    }

    @Test
    void aTapOfACallSeesItsInvitationsItsRoomAndItsSignals() {
        Operator operator = Operator.at(CLUSTER, 2, "tap.>").tap("pattern", "calls.inbox.*", false);
        call();
        operator.await("inbox", 1);
        assertThat(operator.of("inbox").get(0).path("kind").asText()).isEqualTo("invitation");
        operator.register("call", callId, false);
        Eventually.holds(() -> operator.of("tapping").size() == 2, () -> "not tapping");
        signal(bob, alice, 2, "offer");
        JsonNode seen = operator.await("signal", 1).get(0);
        assertThat(seen.path("callId").asText()).isEqualTo(callId);
        alice.socket().ask("calls.request.end", Json.newObject().put("callId", callId));
        Eventually.holds(
                () -> operator.of("event").stream()
                                .anyMatch(e -> e.path("kind").asText().equals("room-closed"))
                        && operator.of("inbox").stream()
                                .anyMatch(e -> e.path("kind").asText().equals("call_ended")),
                () -> "seen: " + operator.socket().frames());
        assertThat(steps(timeline(0, alice.token()))).contains("ended");
    }
}
