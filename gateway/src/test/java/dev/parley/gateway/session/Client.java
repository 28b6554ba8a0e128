package dev.parley.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.Json;
import dev.parley.protocol.Slice;
import java.util.ArrayList;
import java.util.List;

/** The far end of a {@link FakeSocket}: speaks the bridge's frames. */
final class Client {
    final FakeSocket socket;
    String peerId;
    String resumeToken;
    private final LaneWorld world;
    private int replies;

    Client(LaneWorld world, FakeSocket socket) {
        this.world = world;
        this.socket = socket;
    }

    /** Opens the session and returns the reply's body. */
    JsonNode open(String body) {
        String address = ask("session.open", body);
        if (answer(address) == null) {
            // it came with too many others and is opened in the next turn
            world.pass(Admission.TURN_MS);
        }
        JsonNode reply = answer(address);
        assertThat(reply).as("an answer among %s", socket.sent).isNotNull();
        assertThat(reply.path("type").asText()).as("%s", reply).isEqualTo("rec");
        peerId = reply.at("/body/peerId").textValue();
        resumeToken = reply.at("/body/resumeToken").textValue();
        return reply.get("body");
    }

    /** Sends a request that is answered at once and returns the answering frame. */
    JsonNode request(String address, String body) {
        String reply = ask(address, body);
        JsonNode answer = answer(reply);
        assertThat(answer).as("an answer at %s among %s", reply, socket.sent).isNotNull();
        return answer;
    }

    /** Sends a request and returns its reply address. */
    String ask(String address, String body) {
        String reply = "reply-" + ++replies;
        raw("{\"type\":\"send\",\"address\":\"" + address + "\",\"replyAddress\":\"" + reply + "\",\"body\":" + body
                + "}");
        return reply;
    }

    /** The first answer at a reply address, null when there is none yet. */
    JsonNode answer(String reply) {
        return frames().stream()
                .filter(frame -> reply.equals(frame.path("address").textValue()))
                .findFirst()
                .orElse(null);
    }

    void raw(String frame) {
        socket.receive(frame);
    }

    void register(String address) {
        raw("{\"type\":\"register\",\"address\":\"" + address + "\"}");
    }

    void unregister(String address) {
        raw("{\"type\":\"unregister\",\"address\":\"" + address + "\"}");
    }

    void registerRoom(String room) {
        register("rooms.events." + room);
        register("webrtc.signal." + room + "." + peerId);
    }

    String join(String room) {
        return ask("rooms.request.join", "{\"roomId\":\"" + room + "\"}");
    }

    String signal(String room, String to, long id) {
        return ask("webrtc.signal." + room + "." + to, "{\"id\":" + id + ",\"data\":{\"type\":\"bye\"}}");
    }

    List<ObjectNode> frames() {
        List<ObjectNode> frames = new ArrayList<>();
        socket.sent.forEach(text -> frames.add(Json.object(Slice.utf8(text))));
        return frames;
    }

    ObjectNode last() {
        List<ObjectNode> frames = frames();
        assertThat(frames).as("frames to the client").isNotEmpty();
        return frames.get(frames.size() - 1);
    }

    /** The numbers of the room's events in the order in which they were written. */
    List<Long> numbers() {
        return frames().stream()
                .filter(frame -> "event".equals(frame.at("/body/type").textValue()))
                .map(frame -> frame.at("/body/seq").longValue())
                .toList();
    }

    /** The code of the last frame, which must be an error. */
    String lastCode() {
        ObjectNode last = last();
        assertThat(last.path("type").asText()).as("%s", last).isEqualTo("err");
        return last.path("message").textValue();
    }

    void disconnect() {
        socket.disconnect();
    }

    LaneWorld world() {
        return world;
    }
}
