package dev.parley.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that are gone at the worst moment, politely or not. */
class VanishingClientsTest {
    private static final int TIMES = 40;

    private static CapturedLog log;
    private static GatewayServer server;

    @BeforeAll
    static void start() {
        log = new CapturedLog();
        server = new GatewayServer();
    }

    @AfterAll
    static void stop() throws IOException {
        assertThat(RawHttp.get(server.port, "/health/live").status()).isEqualTo(200);
        server.close();
        log.close();
        log.assertEmpty();
    }

    private static void vanish(RawHttp http, int time) throws IOException {
        if (time % 2 == 0) {
            http.socket().setSoLinger(true, 0);
        }
        http.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HT",
                "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /assets/app.js HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /api/v1/rooms HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /api/v1/rooms/a HTTP/1.1\r\nHost: a\r\n\r\n",
                "POST /api/v1/rooms HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{\"name\"",
                "POST /api/v1/rooms HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}",
                "POST /eventbus/000/vanish01/xhr HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n",
                "POST /eventbus/000/vanish02/xhr_streaming HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n",
                "GET /eventbus/000/vanish03/eventsource HTTP/1.1\r\nHost: a\r\n\r\n",
                "POST /eventbus/000/vanish01/xhr_send HTTP/1.1\r\nHost: a\r\nContent-Length: 90\r\n\r\n[\"",
                "GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n"
            })
    void inTheMiddleOfARequest(String request) throws IOException {
        for (int i = 0; i < TIMES; i++) {
            RawHttp http = new RawHttp(server.port);
            http.write(request);
            vanish(http, i);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/eventbus/websocket", "/eventbus/000/vanish04/websocket"})
    void inTheMiddleOfAFrame(String path) throws IOException {
        String open =
                "{\"type\":\"send\",\"address\":\"session.open\",\"replyAddress\":\"r\",\"body\":{\"protocol\":1}}";
        for (int i = 0; i < TIMES; i++) {
            RawWs ws = new RawWs(server.port, path);
            ws.text(path.startsWith("/eventbus/000") ? "[\"" + open.replace("\"", "\\\"") + "\"]" : open);
            for (int k = 0; k < i % 4; k++) {
                ws.frame(RawWs.TEXT, k % 2 == 0, 0, "nonsense".getBytes(StandardCharsets.UTF_8));
            }
            ws.bytes(new byte[] {(byte) 0x81, (byte) 0xfe, 1});
            vanish(ws.connection(), i);
        }
    }
}
