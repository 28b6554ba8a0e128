package dev.parley.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Frames of the bridge as SockJS carries them. */
final class SockJsText {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SockJsText() {}

    /** Where lines come from. */
    interface Lines {
        String next() throws IOException;
    }

    /** The first frame that is no heartbeat. */
    static JsonNode answer(Lines lines) throws IOException {
        List<JsonNode> frames = frames(lines.next());
        while (frames.isEmpty()) {
            frames = frames(lines.next());
        }
        return frames.get(0);
    }

    static String array(String... frames) throws IOException {
        return JSON.writeValueAsString(frames);
    }

    static String open() {
        return "{\"type\":\"send\",\"address\":\"session.open\",\"replyAddress\":\"open\",\"body\":{\"protocol\":1}}";
    }

    static String get(String room) {
        return "{\"type\":\"send\",\"address\":\"rooms.request.get\",\"replyAddress\":\"get\",\"body\":{\"roomId\":\""
                + room + "\"}}";
    }

    /** The frames in an {@code a[…]} line but for heartbeats, which come when they like. */
    static List<JsonNode> frames(String line) throws IOException {
        assertThat(line).startsWith("a[");
        List<JsonNode> frames = new ArrayList<>();
        for (JsonNode text : JSON.readTree(line.substring(1))) {
            JsonNode frame = JSON.readTree(text.textValue());
            if (!frame.path("type").asText().equals("pong")) {
                frames.add(frame);
            }
        }
        return frames;
    }

    static String[] nonsense(int count) {
        String[] frames = new String[count];
        Arrays.fill(frames, "nonsense");
        return frames;
    }
}
