package dev.parley.watch.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.Json;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiagnosisTest {
    private final List<ObjectNode> entries = new ArrayList<>();

    private ObjectNode add(String step) {
        ObjectNode entry = Json.newObject().put("step", step);
        entries.add(entry);
        return entry;
    }

    private void signal(String from, String to, String kind) {
        add("numbered").put("from", from).put("to", to).put("kind", kind);
        add("delivered").put("peer", to);
    }

    private void page(String peer, String kind, String name, String value) {
        add(kind).put("peer", peer).putObject("detail").put(name, value);
    }

    private void joined() {
        add("accepted");
        add("joined").put("peer", "p_A").put("user", "ada");
        add("joined").put("peer", "p_B").put("user", "bob");
    }

    private void negotiated() {
        joined();
        signal("p_A", "p_B", "offer");
        signal("p_A", "p_B", "ice-candidate");
        signal("p_B", "p_A", "answer");
        signal("p_B", "p_A", "ice-candidate");
    }

    private List<String> steps() {
        return Diagnosis.of(entries).stream().map(Finding::step).toList();
    }

    @Test
    void aCallThatWorksHasNothingToSay() {
        negotiated();
        page("p_A", "connection", "state", "connected");
        page("p_A", "first-frame", "media", "video");
        assertThat(Diagnosis.of(entries)).isEmpty();
    }

    @Test
    void anOfferWithoutAnAnswerNamesWhoseAnswerIsMissing() {
        joined();
        signal("p_A", "p_B", "offer");
        signal("p_A", "p_B", "ice-candidate");
        assertThat(Diagnosis.of(entries)).hasSize(1).first().satisfies(f -> {
            assertThat(f.step()).isEqualTo("offer");
            assertThat(f.sentence()).contains("ada").contains("bob").contains("was not answered");
        });
    }

    @Test
    void aTurnServerThatCannotBeReachedIsNamedAndIsAnErrorOnlyWhereNothingElseWorked() {
        negotiated();
        add("ice-candidate-error")
                .put("peer", "p_A")
                .putObject("detail")
                .put("url", "turn:turn.example:3478?transport=udp")
                .put("code", 701);
        Finding dead = Diagnosis.of(entries).get(0);
        assertThat(dead.step()).isEqualTo("turn");
        assertThat(dead.severity()).isEqualTo("error");
        assertThat(dead.sentence()).contains("turn.example:3478 cannot be reached");
        page("p_A", "connection", "state", "connected");
        page("p_A", "first-frame", "media", "video");
        assertThat(Diagnosis.of(entries).get(0).severity()).isEqualTo("warning");
    }

    @Test
    void refusedCredentialsAreNotCalledUnreachable() {
        negotiated();
        add("ice-candidate-error")
                .putObject("detail")
                .put("url", "turns:t:5349")
                .put("code", 401);
        assertThat(Diagnosis.of(entries).get(0).sentence()).contains("refused the credentials");
    }

    @Test
    void aStunServerThatDoesNotAnswerIsNoTurnServer() {
        negotiated();
        add("ice-candidate-error").putObject("detail").put("url", "stun:s:3478").put("code", 701);
        assertThat(steps()).isEmpty();
    }

    @Test
    void aFailedConnectionIsSaidUnlessItCameBack() {
        negotiated();
        page("p_B", "ice-connection", "state", "failed");
        assertThat(steps()).containsExactly("ice");
        page("p_B", "ice-connection", "state", "connected");
        assertThat(steps()).isEmpty();
    }

    @Test
    void connectedWithoutAFrameIsSaid() {
        negotiated();
        page("p_A", "connection", "state", "connected");
        assertThat(steps()).containsExactly("media");
    }

    @Test
    void whoNeverSentACandidateIsNamed() {
        joined();
        signal("p_A", "p_B", "offer");
        signal("p_B", "p_A", "answer");
        signal("p_B", "p_A", "ice-candidate");
        assertThat(Diagnosis.of(entries)).hasSize(1).first().satisfies(f -> {
            assertThat(f.step()).isEqualTo("candidates");
            assertThat(f.sentence()).startsWith("ada sent no ICE candidates");
        });
    }

    @Test
    void whoDidNotComeInIsMissed() {
        add("accepted");
        add("joined").put("peer", "p_A");
        assertThat(steps()).containsExactly("join");
    }
}
