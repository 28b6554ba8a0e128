package dev.parley.node.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A client that sends whatever text it is told to, and sees every frame. Blocking; no wait is longer than ten seconds. */
final class Peer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE_MS = 10_000;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final WebSocket socket;
    private final BlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
    private final BlockingQueue<Integer> closes = new LinkedBlockingQueue<>();
    private int requests;
    private JsonNode opened;

    private Peer(String url) {
        URI address = URI.create(url.replaceFirst("^http", "ws") + "/eventbus/websocket");
        socket = HTTP.newWebSocketBuilder().buildAsync(address, new Inbox()).join();
    }

    static Peer connect(String url) {
        return new Peer(url);
    }

    /** A guest with an open session. */
    static Peer guest(String url) {
        Peer peer = connect(url);
        peer.open("{\"protocol\":1}");
        return peer;
    }

    /** A guest in a room, its stream flowing. */
    static Peer member(String url, String room) {
        Peer peer = guest(url);
        peer.enter(room);
        return peer;
    }

    void open(String body) {
        opened = request("session.open", body).get("body");
        assertThat(opened).as("the session is open").isNotNull();
    }

    void enter(String room) {
        register("rooms.events." + room);
        register("webrtc.signal." + room + "." + id());
        JsonNode joined = request("rooms.request.join", "{\"roomId\":\"" + room + "\"}");
        assertThat(joined.at("/body/self/peerId").asText()).as("%s", joined).isEqualTo(id());
    }

    String id() {
        return opened.path("peerId").asText();
    }

    String resumeToken() {
        return opened.path("resumeToken").asText();
    }

    String deviceToken() {
        return opened.path("deviceToken").asText();
    }

    void send(String frame) {
        socket.sendText(frame, true).join();
    }

    void register(String address) {
        send("{\"type\":\"register\",\"address\":\"" + address + "\"}");
    }

    JsonNode request(String address, String body) {
        String reply = "r" + ++requests;
        send("{\"type\":\"send\",\"address\":\"" + address + "\",\"replyAddress\":\"" + reply + "\",\"body\":" + body
                + "}");
        return await(frame -> reply.equals(frame.path("address").textValue()));
    }

    /** The code of a request that must be refused. */
    String refusal(String address, String body) {
        JsonNode answer = request(address, body);
        assertThat(answer.path("type").asText()).as("%s", answer).isEqualTo("err");
        return answer.path("message").asText();
    }

    JsonNode signal(String room, String to, int id, String more) {
        return request(
                "webrtc.signal." + room + "." + to, "{\"id\":" + id + ",\"data\":{\"n\":" + id + "}" + more + "}");
    }

    /** The next frame that fits; others are dropped. */
    JsonNode await(Predicate<JsonNode> wanted) {
        try {
            for (JsonNode frame = next(); frame != null; frame = next()) {
                if (wanted.test(frame)) {
                    return frame;
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        throw new AssertionError("the frame that was waited for did not come");
    }

    private JsonNode next() throws InterruptedException {
        return frames.poll(PATIENCE_MS, TimeUnit.MILLISECONDS);
    }

    JsonNode event(String type) {
        return await(frame -> type.equals(frame.at("/body/type").textValue()));
    }

    /** Everything that has come and was not waited for. A request's answer comes after all that was sent before it. */
    List<JsonNode> seen() {
        List<JsonNode> seen = new ArrayList<>();
        frames.drainTo(seen);
        return seen;
    }

    /** The code with which the server closes. */
    int closeCode() throws InterruptedException {
        Integer code = closes.poll(PATIENCE_MS, TimeUnit.MILLISECONDS);
        return code == null ? 0 : code;
    }

    boolean isOpen() {
        return closes.isEmpty();
    }

    @Override
    public void close() {
        socket.abort();
    }

    private final class Inbox implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                frames.add(parsed(text.toString()));
                text.setLength(0);
            }
            webSocket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
            closes.add(code);
            return null;
        }
    }

    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
