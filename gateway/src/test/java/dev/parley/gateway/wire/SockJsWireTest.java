package dev.parley.gateway.wire;

import static dev.parley.gateway.wire.SockJsText.answer;
import static dev.parley.gateway.wire.SockJsText.array;
import static dev.parley.gateway.wire.SockJsText.frames;
import static dev.parley.gateway.wire.SockJsText.get;
import static dev.parley.gateway.wire.SockJsText.nonsense;
import static dev.parley.gateway.wire.SockJsText.open;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SockJS over every transport that is on, as its protocol says (sockjs-protocol 0.3.3). */
class SockJsWireTest extends WireTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final AtomicInteger SESSIONS = new AtomicInteger();

    private final String base = "/eventbus/000/session" + SESSIONS.incrementAndGet();

    private int xhrSend(String body) throws IOException {
        return RawHttp.send(server.port, "POST", base + "/xhr_send", body).status();
    }

    private String poll() throws IOException {
        RawHttp.Response response = RawHttp.send(server.port, "POST", base + "/xhr", "");
        assertThat(response.status()).isEqualTo(200);
        return response.body();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/eventbus", "/eventbus/"})
    void aGreetingIsThere(String path) throws IOException {
        RawHttp.Response response = RawHttp.get(server.port, path);
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("Welcome to SockJS!\n");
    }

    @Test
    void theInfoOffersWebSocketsAndNeedsNoCookie() throws IOException {
        RawHttp.Response response = RawHttp.get(server.port, "/eventbus/info");
        JsonNode info = JSON.readTree(response.body());
        assertThat(info.path("websocket").asBoolean()).isTrue();
        assertThat(info.path("cookie_needed").asBoolean(true)).isFalse();
        assertThat(info.path("entropy").isNumber()).isTrue();
        assertThat(response.header("Cache-Control")).contains("no-store");
        assertThat(response.header("Set-Cookie")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /eventbus/000/abcdefgh/jsonp?c=x, 404",
        "POST, /eventbus/000/abcdefgh/jsonp_send, 404",
        "GET, /eventbus/000/abcdefgh/htmlfile?c=x, 404",
        "GET, /eventbus/000/abcdefgh/websocket, 400",
        "POST, /eventbus/000/abcdefgh/websocket, 405",
        "GET, /eventbus/websocket, 400",
        "POST, /eventbus/000/nobody/xhr_send, 404",
        "POST, /eventbus/0.0/abcdefgh/xhr, 404",
        "POST, /eventbus/000//xhr, 404"
    })
    void whatIsOffOrMisspeltIsNotThere(String method, String path, int status) throws IOException {
        assertThat(RawHttp.send(server.port, method, path, "").status()).isIn(status, 405);
    }

    @Test
    void aConversationOverPolling() throws IOException {
        assertThat(poll()).isEqualTo("o\n");
        assertThat(xhrSend(array(open()))).isEqualTo(204);
        assertThat(answer(this::poll).at("/body/peerId").asText()).startsWith("p_");
        assertThat(xhrSend(array(get("a"), get("b")))).isEqualTo(204);
        List<JsonNode> answers = new ArrayList<>();
        while (answers.size() < 2) {
            answers.addAll(frames(poll()));
        }
        assertThat(answers).extracting(a -> a.at("/body/roomId").asText()).containsExactly("a", "b");
    }

    /** Each request of a session comes on a connection of its own, and so on any of the lanes. */
    @Test
    void aConversationOverPollingIsTheSameOnEveryLane() throws IOException {
        poll();
        xhrSend(array(open()));
        poll();
        for (int i = 0; i < 40; i++) {
            assertThat(xhrSend(array(get("room" + i)))).isEqualTo(204);
            List<JsonNode> answers = frames(poll());
            while (answers.isEmpty()) {
                answers = frames(poll());
            }
            assertThat(answers.get(answers.size() - 1).at("/body/roomId").asText())
                    .isEqualTo("room" + i);
        }
    }

    @Test
    void aConversationOverXhrStreaming() throws IOException {
        try (RawHttp stream = new RawHttp(server.port)) {
            stream.write("POST " + base + "/xhr_streaming HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");
            skipHead(stream);
            assertThat(stream.chunk()).hasSize(2_049).startsWith("hhh");
            assertThat(stream.chunk()).isEqualTo("o\n");
            assertThat(xhrSend(array(open()))).isEqualTo(204);
            assertThat(answer(() -> stream.chunk().strip()).at("/body/peerId").asText())
                    .startsWith("p_");
            assertThat(xhrSend(array(get("a")))).isEqualTo(204);
            assertThat(answer(() -> stream.chunk().strip()).at("/body/roomId").asText())
                    .isEqualTo("a");
        }
    }

    @Test
    void aConversationOverEventSource() throws IOException {
        try (RawHttp stream = new RawHttp(server.port)) {
            stream.write("GET " + base + "/eventsource HTTP/1.1\r\nHost: a\r\n\r\n");
            skipHead(stream);
            assertThat(stream.chunk()).isEqualTo("\r\n");
            assertThat(stream.chunk()).isEqualTo("data: o\r\n\r\n");
            assertThat(xhrSend(array(open()))).isEqualTo(204);
            assertThat(answer(() -> stream.chunk().substring("data: ".length()).strip())
                            .at("/body/peerId")
                            .asText())
                    .startsWith("p_");
        }
    }

    private static void skipHead(RawHttp http) throws IOException {
        assertThat(http.line()).startsWith("HTTP/1.1 200");
        for (String line = http.line(); !line.isEmpty(); line = http.line()) {
            assertThat(line).doesNotContain("Set-Cookie");
        }
    }

    @Test
    void aConversationOverTheWebSocketTransport() throws IOException {
        try (RawWs ws = new RawWs(server.port, base + "/websocket")) {
            assertThat(ws.read().text()).isEqualTo("o");
            ws.text(array(open()));
            assertThat(answer(() -> ws.read().text()).at("/body/peerId").asText())
                    .startsWith("p_");
            ws.text("");
            ws.text("[]");
            ws.text(JSON.writeValueAsString(get("é€😀")));
            assertThat(answer(() -> ws.read().text()).path("message").asText()).isEqualTo("invalid_argument");
            ws.text(array(get("a"), get("b")));
            assertThat(answer(() -> ws.read().text()).at("/body/roomId").asText())
                    .isEqualTo("a");
            assertThat(answer(() -> ws.read().text()).at("/body/roomId").asText())
                    .isEqualTo("b");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "[",
                "[\"x\"",
                "{}",
                "[1]",
                "[\"x\",1]",
                "[\"x\"]x",
                "[[\"x\"]]",
                "\"x",
                "null",
                "[\"x\" \"y\"]"
            })
    void brokenFramingEndsTheWebSocketTransport(String message) throws IOException {
        try (RawWs ws = new RawWs(server.port, base + "/websocket")) {
            ws.text(message);
            assertThat(ws.readClose()).isEqualTo(1007);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[\"x", "[", "[x]", "x", ""})
    void brokenFramingIsRefusedOverXhr(String body) throws IOException {
        poll();
        assertThat(xhrSend(body)).isEqualTo(500);
    }

    @Test
    void framesOverTheLimitAreRefusedOverEachTransport() throws IOException {
        String large = "x".repeat(GatewayServer.FRAME_BYTES + 1);
        try (RawWs ws = new RawWs(server.port, base + "/websocket")) {
            ws.read();
            ws.text(array(large));
            assertThat(answer(() -> ws.read().text()).path("message").asText()).isEqualTo("frame_too_large");
            ws.text(array(open()));
            assertThat(answer(() -> ws.read().text()).toString()).contains("peerId");
            ws.text(array(large + large));
            assertThat(ws.readClose()).isEqualTo(1009);
        }
        poll();
        RawHttp.Response refused = RawHttp.send(server.port, "POST", base + "/xhr_send", array(large));
        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.body()).contains("frame_too_large");
    }

    @Test
    void nestingOfTenThousandLevelsIsRefusedOverEachTransport() throws IOException {
        String deep = "[".repeat(4_000);
        poll();
        assertThat(xhrSend(deep)).isEqualTo(500);
        xhrSend(array(deep));
        assertThat(answer(this::poll).path("message").asText()).isEqualTo("invalid_json");
        try (RawWs ws = new RawWs(server.port, base + "/websocket")) {
            ws.text(deep);
            assertThat(ws.readClose()).isEqualTo(1007);
        }
    }

    @Test
    void theReasonOfACloseReachesAWebSocketClientAsSockJsTellsIt() throws IOException {
        try (RawWs ws = new RawWs(server.port, base + "/websocket")) {
            ws.read();
            ws.text(array(nonsense(150)));
            List<String> lines = new ArrayList<>();
            for (RawWs.Frame frame = ws.read(); frame != null && frame.opcode() == RawWs.TEXT; frame = ws.read()) {
                lines.add(frame.text());
            }
            assertThat(lines.get(lines.size() - 1)).startsWith("c[3503,\"");
        }
    }

    @Test
    void theReasonOfACloseReachesAPollingClient() throws IOException {
        poll();
        xhrSend(array(nonsense(150)));
        String line = poll();
        while (line.startsWith("a[")) {
            line = poll();
        }
        assertThat(line).startsWith("c[3503,\"");
        assertThat(poll()).startsWith("c[3503,\"");
        assertThat(xhrSend(array(open()))).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"POST, /xhr_streaming, ''", "GET, /eventsource, 'data: '"})
    void theReasonOfACloseReachesAStreamingClient(String method, String path, String prefix) throws IOException {
        try (RawHttp stream = new RawHttp(server.port)) {
            stream.write(method + " " + base + path + " HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");
            skipHead(stream);
            stream.chunk();
            stream.chunk();
            xhrSend(array(nonsense(150)));
            String chunk = stream.chunk();
            while (chunk != null && chunk.startsWith(prefix + "a[")) {
                chunk = stream.chunk();
            }
            assertThat(chunk).startsWith(prefix + "c[3503,\"");
        }
    }

    @Test
    void manyFramesInOneRequestAreManyRequests() throws IOException {
        poll();
        xhrSend(array(open()));
        poll();
        String[] pings = new String[250];
        Arrays.fill(pings, "{\"type\":\"ping\"}");
        List<JsonNode> answers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            assertThat(xhrSend(array(pings))).isEqualTo(204);
        }
        while (answers.isEmpty()) {
            answers.addAll(frames(poll()));
        }
        assertThat(answers).anyMatch(a -> a.path("message").asText().equals("rate_limited"));
    }
}
