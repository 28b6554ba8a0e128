package dev.parley.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.protocol.Json;
import dev.parley.protocol.Slice;
import dev.parley.protocol.UserRef;
import dev.parley.protocol.lane.Frame;
import dev.parley.protocol.lane.ToOwner.Signal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RoomEventsTest {
    private static final String NASTY = "\"}],\\\u0000\u2028<script>äöü🎥";
    private static final Room ROOM = new Room(RoomRules.adHoc("room-1", 8, 5), "3.abc1", 0, 0);
    private static final Peer PEER = new Peer(
            "p_1", NASTY, "host", new UserRef("u1", "ada"), Json.newObject().put("hand", true), 9);

    static Stream<Map.Entry<String, Event>> events() {
        Map<String, Event> events = new TreeMap<>();
        events.put("peer-joined", RoomEvents.peerJoined(ROOM, PEER));
        events.put("peer-left", RoomEvents.peerLeft(ROOM, "p_1", "left"));
        events.put("peer-updated", RoomEvents.peerRole(ROOM, PEER));
        events.put("peer-updated ", RoomEvents.peerState(ROOM, PEER));
        events.put("peer-updated  ", RoomEvents.peerConnection(ROOM, "p_1", "lost"));
        events.put("room-updated", RoomEvents.roomUpdated(ROOM));
        events.put("room-closed", RoomEvents.roomClosed(ROOM, "deleted"));
        events.put("waiting", RoomEvents.waiting(ROOM, PEER));
        events.put("mute-requested", RoomEvents.muteRequested(ROOM, "p_1"));
        events.put("resync", RoomEvents.resync(ROOM, "p_1"));
        events.put(
                "admitted",
                RoomEvents.admitted(
                        ROOM, Json.newObject().put("epoch", "old").put("seq", 4).put("x", 1)));
        events.put("denied", RoomEvents.denied(ROOM));
        events.put("chat", RoomEvents.event(ROOM, "chat", Json.newObject().put("text", NASTY)));
        return events.entrySet().stream();
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyEventIsOneValidFrameWithItsNumber(Map.Entry<String, Event> event) throws Exception {
        JsonNode frame = strictly(event.getValue().frame().text(41));
        assertThat(frame.get("type").asText()).isEqualTo("rec");
        assertThat(frame.get("address").asText()).isEqualTo("rooms.events.room-1");
        JsonNode body = frame.get("body");
        assertThat(body.get("type").asText()).isEqualTo(event.getKey().strip());
        assertThat(body.get("roomId").asText()).isEqualTo("room-1");
        assertThat(body.get("epoch").asText()).isEqualTo("3.abc1");
        assertThat(body.get("seq").asLong()).isEqualTo(41);
    }

    @Test
    void whatPeopleWroteComesThroughUnchanged() throws Exception {
        JsonNode joined =
                strictly(RoomEvents.peerJoined(ROOM, PEER).frame().text(1)).at("/body/peer");
        assertThat(joined.get("displayName").asText()).isEqualTo(NASTY);
        assertThat(joined.at("/user/username").asText()).isEqualTo("ada");
        assertThat(joined.at("/state/hand").asBoolean()).isTrue();
        assertThat(joined.get("joinedAt").asLong()).isEqualTo(9);
    }

    @Test
    void aSignalIsOneValidFrameWithItsDataByteForByte() throws Exception {
        String data = "{ \"sdp\":\"v=0\\r\\n" + "ü🎥" + "\" , \"n\":1e400, \"dup\":1, \"dup\":2 }";
        byte[] around = ("xx" + data + "yy").getBytes(StandardCharsets.UTF_8);
        Slice slice = new Slice(around, 2, around.length - 2);
        Signal signal = new Signal(1, "g", 0, "room-1", "p_1", "p_2", 7, 0, "", slice);
        String text = RoomEvents.signal(ROOM, signal).frame().text(Long.MAX_VALUE);
        assertThat(text).endsWith(",\"data\":" + data + "}}");
        JsonNode body = new ObjectMapper().readTree(text).get("body");
        assertThat(body.get("from").asText()).isEqualTo("p_1");
        assertThat(body.get("to").asText()).isEqualTo("p_2");
        assertThat(body.get("id").asLong()).isEqualTo(7);
        assertThat(body.get("seq").asLong()).isEqualTo(Long.MAX_VALUE);
        assertThat(new ObjectMapper().readTree(text).get("address").asText()).isEqualTo("webrtc.signal.room-1.p_2");
    }

    @Test
    void aFrameCountsAtLeastTheBytesThatItHolds() {
        Frame frame = RoomEvents.peerJoined(ROOM, PEER).frame();
        assertThat(frame.size())
                .isGreaterThanOrEqualTo(frame.head().length() + frame.tail().length());
    }

    private static JsonNode strictly(String text) throws Exception {
        return new ObjectMapper()
                .enable(com.fasterxml.jackson.core.JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                .enable(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .readTree(text);
    }
}
