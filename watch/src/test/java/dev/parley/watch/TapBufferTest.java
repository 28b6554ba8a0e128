package dev.parley.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.Json;
import dev.parley.protocol.Slice;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TapBufferTest {
    private static final WatchConfig SMALL = new WatchConfig(4, 3, 100, 1_000, 0, 0, 0, 0);
    private final Tap tap = new Tap("t1", "n2", new TapSpec("webrtc.signal.>", null, false), 100, 0);
    private final TapBuffer buffer = new TapBuffer(SMALL, "n1");

    private static Seen signal(String data) {
        return new Seen.Signal(1, "demo", null, "p_A", "p_B", 1, "e", 1, Slice.utf8(data));
    }

    private List<ObjectNode> flushed() {
        List<Buffer> sent = new ArrayList<>();
        buffer.flush((to, message) -> sent.add(message));
        return sent.stream()
                .flatMap(m -> m.toString().lines())
                .map(line -> Json.object(Slice.utf8(line)))
                .toList();
    }

    @Test
    void whatDoesNotFitByNumberIsCounted() {
        for (int i = 0; i < 5; i++) {
            buffer.add(tap, signal("{\"type\":\"bye\"}"));
        }
        List<ObjectNode> lines = flushed();
        assertThat(lines).hasSize(1 + 3);
        assertThat(lines.get(0).path("dropped").asInt()).isEqualTo(2);
        assertThat(lines.get(1).path("kind").asText()).isEqualTo("bye");
        assertThat(buffer.isEmpty()).isTrue();
    }

    @Test
    void whatDoesNotFitByBytesIsCounted() {
        buffer.add(tap, signal("{\"type\":\"offer\",\"sdp\":\"" + "x".repeat(60) + "\"}"));
        buffer.add(tap, signal("{\"type\":\"offer\",\"sdp\":\"" + "x".repeat(60) + "\"}"));
        assertThat(flushed().get(0).path("dropped").asInt()).isEqualTo(1);
    }

    @Test
    void dataThatTheParserDoesNotTakeAreCountedAndHarmNobodyElse() {
        buffer.add(tap, signal("{\"sdp\":1e99999999999999999999}"));
        buffer.add(tap, signal("{\"type\":\"bye\"}"));
        buffer.add(tap, signal("\"just a text\""));
        List<ObjectNode> lines = flushed();
        assertThat(lines.size() - 1 + lines.get(0).path("dropped").asInt()).isEqualTo(3);
        assertThat(lines).anyMatch(l -> l.path("kind").asText().equals("bye"));
    }

    @Test
    void eventsAreShownByAListOfNamesAndCredentialsNever() {
        String event = "{\"type\":\"admitted\",\"peerId\":\"p_A\",\"text\":\"secret\",\"displayName\":\"Ada\","
                + "\"iceServers\":[{\"credential\":\"secret\"}],\"peer\":{\"peerId\":\"p_A\",\"displayName\":\"Ada\"}}";
        Seen seen = new Seen.Event(1, "demo", null, "e", "", Slice.utf8(event));
        assertThat(seen.json(false, "n1").toString())
                .doesNotContain("secret", "Ada")
                .contains("p_A");
        assertThat(seen.json(true, "n1").toString())
                .doesNotContain("credential")
                .contains("Ada");
    }
}
