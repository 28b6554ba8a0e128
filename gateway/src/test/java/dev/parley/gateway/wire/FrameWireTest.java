package dev.parley.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Malformed, oversized and unlawful frames on a plain WebSocket. */
class FrameWireTest extends WireTest {
    private static final int LIMIT = GatewayServer.FRAME_BYTES;

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void assertServes(RawWs ws) throws IOException {
        assertThat(ws.request("rooms.request.get", "{\"roomId\":\"a\"}")).contains("\"type\":\"rec\"");
    }

    @Test
    void everyFrameThatIsNotUnderstoodIsAnsweredAndTheSocketServesOn() throws IOException {
        try (RawWs ws = server.guest()) {
            for (String frame : new String[] {
                "",
                "x",
                "[]",
                "{}",
                "{\"type\":7}",
                "{\"type\":\"send\"}",
                "{\"type\":\"send\",\"address\":\"__vertx.subs\"}",
                "{\"type\":\"register\",\"address\":\"rooms.n1.0\"}",
                "{\"type\":\"send\",\"type\":\"send\"}",
                "{\"type\":\"ping\",\"a\":1e}",
                "{\"type\":\"publish\",\"address\":\"a\"}",
                "{\"type\":\"ping\",\"headers\":" + "[".repeat(4_000) + "]".repeat(4_000) + "}"
            }) {
                ws.text(frame);
                assertThat(ws.readText()).as(frame).startsWith("{\"type\":\"err\"");
            }
            for (String frame : new String[] {
                "{\"type\":\"ping\"}",
                "{\"type\":\"ping\",\"headers\":null}",
                "{\"type\":\"ping\",\"headers\":{\"a\":null}}",
                "{\"type\":\"ping\",\"headers\":\"x\",\"body\":1e999999999}"
            }) {
                ws.text(frame);
            }
            ws.frame(RawWs.TEXT, true, 0, new byte[] {'{', '"', (byte) 0xC0, (byte) 0x80, '"', ':', '1', '}'});
            assertThat(ws.readText()).contains("invalid_json");
            assertServes(ws);
        }
    }

    @Test
    void aFrameAtTheLimitIsServedAndOneOverItIsRefusedWith1009() throws IOException {
        String frame =
                "{\"type\":\"send\",\"address\":\"session.open\",\"replyAddress\":\"r\",\"body\":{\"protocol\":1},\"x\":\"\"}";
        String full = frame.replace("\"x\":\"", "\"x\":\"" + "x".repeat(LIMIT - frame.length()));
        try (RawWs ws = server.raw()) {
            ws.text(full);
            assertThat(ws.readText()).contains("\"peerId\"");
            ws.text(full.replace("\"x\":\"", "\"x\":\"x"));
            assertThat(ws.readText()).contains("frame_too_large");
            assertThat(ws.readClose()).isEqualTo(1009);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2 * LIMIT + 1, 1_000_000, 8_000_000})
    void aHugeFrameEndsTheSocketWith1009(int size) throws IOException {
        try (RawWs ws = server.guest()) {
            try {
                ws.frame(RawWs.TEXT, true, 0, new byte[size]);
            } catch (IOException closedMeanwhile) {
                // the server need not read what it will not serve
            }
            assertThat(ws.readClose()).isEqualTo(1009);
        }
    }

    @Test
    void aFrameThatOnlyAnnouncesItsSizeIsRefusedAtOnce() throws IOException {
        try (RawWs ws = server.guest()) {
            ws.bytes(new byte[] {(byte) 0x81, (byte) 0xff, 0, 0, 0, 1, 0, 0, 0, 0, 1, 2, 3, 4});
            assertThat(ws.readClose()).isEqualTo(1009);
        }
    }

    @Test
    void fragmentsAreOneMessageAndTogetherUnderTheSameLimit() throws IOException {
        try (RawWs ws = server.guest()) {
            ws.frame(RawWs.TEXT, false, 0, utf8("{\"type\":\"send\",\"address\":\"rooms.request.get\","));
            ws.frame(RawWs.PING, true, 0, utf8("between"));
            ws.frame(RawWs.CONTINUATION, false, 0, utf8("\"replyAddress\":\"r\",\"body\":{\"roomId\":\"a\"}"));
            ws.frame(RawWs.CONTINUATION, true, 0, utf8("}"));
            assertThat(ws.read().opcode()).isEqualTo(RawWs.PONG);
            assertThat(ws.readText()).contains("\"roomId\":\"a\"");
            ws.frame(RawWs.TEXT, false, 0, new byte[LIMIT / 2]);
            ws.frame(RawWs.CONTINUATION, false, 0, new byte[LIMIT / 2]);
            ws.frame(RawWs.CONTINUATION, false, 0, new byte[1]);
            assertThat(ws.readText()).contains("frame_too_large");
            assertThat(ws.readClose()).isEqualTo(1009);
        }
    }

    @Test
    void controlFramesOfTheProtocolAreNoMessages() throws IOException {
        try (RawWs ws = server.guest()) {
            ws.frame(RawWs.PONG, true, 0, utf8("unasked"));
            ws.frame(RawWs.PONG, true, 0, new byte[0]);
            ws.frame(RawWs.PING, true, 0, utf8("alive?"));
            RawWs.Frame pong = ws.read();
            assertThat(pong.opcode()).isEqualTo(RawWs.PONG);
            assertThat(pong.text()).isEqualTo("alive?");
            assertServes(ws);
        }
    }

    @Test
    void binaryMessagesAreNotSpoken() throws IOException {
        try (RawWs ws = server.guest()) {
            ws.frame(RawWs.BINARY, true, 0, utf8("{\"type\":\"ping\"}"));
            assertThat(ws.readClose()).isEqualTo(1003);
        }
    }

    @Test
    void compressionIsNotNegotiatedAndCompressedFramesAreUnlawful() throws IOException {
        try (RawWs ws = server.raw("Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits")) {
            assertThat(ws.handshake.header("Sec-WebSocket-Extensions")).isNull();
            ws.frame(RawWs.TEXT, true, 4, new byte[] {(byte) 0xaa, 0x56, 0x2a});
            assertThat(ws.readClose()).isEqualTo(1002);
        }
    }

    @Test
    void framesAgainstTheProtocolEndTheSocket() throws IOException {
        byte[][] unlawful = {
            {(byte) 0x83, (byte) 0x80, 0, 0, 0, 0}, // an opcode that does not exist
            {(byte) 0x80, (byte) 0x80, 0, 0, 0, 0}, // the continuation of nothing
            {(byte) 0x81, 0x02, '{', '}'}, // not masked
            {0x09, (byte) 0x80, 0, 0, 0, 0}, // a ping in fragments
            {(byte) 0x89, (byte) 0xfe, 0, 126, 0, 0, 0, 0}, // a ping of 126 bytes
            {0x01, (byte) 0x80, 0, 0, 0, 0, 0x01, (byte) 0x80, 0, 0, 0, 0} // a message within a message
        };
        for (byte[] frame : unlawful) {
            try (RawWs ws = server.guest()) {
                ws.bytes(frame);
                assertThat(ws.readClose()).isIn(1002, RawWs.ABNORMAL);
            }
        }
    }

    @Test
    void whoeverGoesOnSendingNonsenseIsClosedForAbuse() throws IOException {
        try (RawWs ws = server.guest()) {
            for (int i = 0; i < 150; i++) {
                ws.text("nonsense");
            }
            assertThat(ws.readClose()).isEqualTo(3503);
        }
    }

    @Test
    void anUpgradeWithABodyIsAnswered() throws IOException {
        try (RawHttp http = new RawHttp(server.port)) {
            http.write("GET /eventbus/websocket HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                    + "Content-Length: 5\r\n\r\nhello");
            assertThat(http.response().status()).isIn(101, 400);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sec-WebSocket-Version: 8", "Sec-WebSocket-Protocol: \u0001", "Connection: close"})
    void anOddUpgradeIsAnsweredOneWayOrTheOther(String header) throws IOException {
        try (RawWs ws = new RawWs(server.port, "/eventbus/websocket", header)) {
            assertThat(ws.handshake.status()).isIn(101, 400, 426);
        }
    }
}
