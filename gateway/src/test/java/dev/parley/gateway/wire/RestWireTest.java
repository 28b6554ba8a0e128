package dev.parley.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.protocol.lane.Op;
import dev.parley.protocol.lane.ToOwner.Request;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The REST of rooms over HTTP: what it asks the owners, what it answers, and what it makes of nonsense. */
class RestWireTest extends WireTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @BeforeEach
    void forget() {
        server.owner.requests.clear();
    }

    private static RawHttp.Response send(String method, String path, String body, String... headers)
            throws IOException {
        return RawHttp.send(server.port, method, path, body, headers);
    }

    private static Request asked() {
        assertThat(server.owner.requests).hasSize(1);
        return server.owner.requests.get(0);
    }

    private static void assertProblem(RawHttp.Response response, int status, String code) throws IOException {
        assertThat(response.status()).as(response.body()).isEqualTo(status);
        assertThat(response.header("Content-Type")).isEqualTo("application/problem+json");
        JsonNode problem = JSON.readTree(response.body());
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("code").asText()).isEqualTo(code);
        assertThat(problem.path("type").asText()).isNotEmpty();
        assertThat(problem.path("title").asText()).isNotEmpty();
        assertThat(problem.path("detail").asText()).endsWith(".");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    /api/v1/rooms/a,               200, GET,    a",
        "GET,    /api/rooms/a,                  200, GET,    a",
        "PATCH,  /api/v1/rooms/a,               200, UPDATE, a",
        "DELETE, /api/v1/rooms/a,               204, DELETE, a",
        "GET,    /api/v1/rooms/a/peers,         200, PEERS,  a",
        "DELETE, /api/v1/rooms/a/peers/p_1,     204, KICK,   a",
        "PUT,    /api/v1/rooms/a/bans/user:1,   204, BAN,    a",
        "DELETE, /api/v1/rooms/a/bans/device:d, 204, UNBAN,  a"
    })
    void eachRouteIsOneRequestToTheOwner(String method, String path, int status, Op op, String room)
            throws IOException {
        assertThat(send(method, path, "").status()).isEqualTo(status);
        assertThat(asked().op()).isEqualTo(op);
        assertThat(asked().key()).isEqualTo(room);
        assertThat(asked().actor().address()).isEqualTo("127.0.0.1");
    }

    @Test
    void aCreatedRoomIsLocated() throws IOException {
        RawHttp.Response response = send("POST", "/api/v1/rooms", "{\"visibility\":\"public\"}");
        assertThat(response.status()).isEqualTo(201);
        String id = JSON.readTree(response.body()).path("roomId").asText();
        assertThat(id).startsWith("r_");
        assertThat(response.header("Location")).isEqualTo("/api/v1/rooms/" + id);
    }

    @Test
    void theBodyDoesNotChooseAnotherRoomThanThePath() throws IOException {
        send("PATCH", "/api/v1/rooms/a", "{\"roomId\":\"b\",\"name\":\"x\"}");
        assertThat(asked().key()).isEqualTo("a");
        assertThat(JSON.readTree(asked().body().text()).path("roomId").asText()).isEqualTo("a");
    }

    @Test
    void anUnchangedRoomIsNotSentAgain() throws IOException {
        String tag = send("GET", "/api/v1/rooms/a", "").header("ETag");
        assertThat(tag).startsWith("\"").endsWith("\"");
        RawHttp.Response again = send("GET", "/api/v1/rooms/a", "", "If-None-Match: " + tag);
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(send("GET", "/api/v1/rooms/b", "", "If-None-Match: " + tag).status())
                .isEqualTo(200);
    }

    @Test
    void aListHasACursor() throws IOException {
        JsonNode page = JSON.readTree(
                send("GET", "/api/v1/rooms?limit=5&cursor=abc", "").body());
        assertThat(page.path("rooms").isArray()).isTrue();
        assertThat(page.has("cursor")).isTrue();
        assertThat(server.owner.requests)
                .allSatisfy(part -> assertThat(part.body().text()).contains("\"abc\"", "5"));
    }

    @Test
    void anUnknownRoomIsAProblemWithItsCode() throws IOException {
        assertProblem(send("GET", "/api/v1/rooms/missing", ""), 404, "room_unknown");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET    | /api/v1/rooms/a%20b                  |",
                "GET    | /api/v1/rooms/a%2Fb                  |",
                "GET    | /api/v1/rooms/%00                    |",
                "GET    | /api/v1/rooms/%F0%9F%98%80           |",
                "GET    | /api/v1/rooms/a%0d%0aX-Injected:%201 |",
                "GET    | /api/v1/rooms?limit=x                |",
                "GET    | /api/v1/rooms?limit=0                |",
                "GET    | /api/v1/rooms?limit=99999999999999999999 |",
                "POST   | /api/v1/rooms | []",
                "POST   | /api/v1/rooms | 7",
                "POST   | /api/v1/rooms | {\"roomId\":7}",
                "POST   | /api/v1/rooms | {\"roomId\":\"r_mine\"}",
                "POST   | /api/v1/rooms | {\"roomId\":\"../x\"}",
                "POST   | /api/v1/rooms | {\"name\":\"\\ud800\"}"
            })
    void aMalformedRequestIsRefused(String method, String path, String body) throws IOException {
        RawHttp.Response response = send(method, path, body == null ? "" : body);
        assertProblem(response, 400, "invalid_argument");
        assertThat(response.header("X-Injected")).isNull();
        assertThat(server.owner.requests).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"a\":1e}", "\u0000", "{\"a\":\"\u0001\"}", "nonsense", "{\"a\":}"})
    void aBodyThatIsNoJsonIsRefused(String body) throws IOException {
        assertProblem(send("POST", "/api/v1/rooms", body), 400, "invalid_json");
    }

    @Test
    void aDeeplyNestedBodyIsRefused() throws IOException {
        assertProblem(send("POST", "/api/v1/rooms", "[".repeat(4_000)), 400, "invalid_json");
        assertProblem(send("POST", "/api/v1/rooms", "{\"a\":".repeat(1_200)), 400, "invalid_json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/x-www-form-urlencoded",
                "multipart/form-data",
                "multipart/form-data; boundary=x",
                "multipart/form-data; boundary=",
                "text/plain",
                "nonsense;;;"
            })
    void aBodyOfAnotherTypeHarmsNothing(String type) throws IOException {
        RawHttp.Response response = send("POST", "/api/v1/rooms", "%zz=&--x\r\n\r\n%", "Content-Type: " + type);
        assertThat(response.status()).isIn(201, 400, 415);
    }

    @Test
    void aBodyOverTheLimitIsRefused() throws IOException {
        String large = "{\"name\":\"" + "x".repeat(GatewayServer.BODY_BYTES) + "\"}";
        assertProblem(send("POST", "/api/v1/rooms", large), 413, "frame_too_large");
        try (RawHttp http = new RawHttp(server.port)) {
            http.write("POST /api/v1/rooms HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
            http.write("4000\r\n" + "x".repeat(0x4000) + "\r\n0\r\n\r\n");
            assertThat(http.response().status()).isEqualTo(413);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer ", "Bearer x", "Bearer x.y.z", "bearer x.y.z", "BEARER eyJhbGciOiJub25lIn0.e30."})
    void aBadTokenIsRefused(String authorization) throws IOException {
        assertProblem(send("GET", "/api/v1/rooms/a", "", "Authorization: " + authorization), 401, "token_invalid");
        assertThat(server.owner.requests).isEmpty();
    }

    @Test
    void aSessionsTokenSpeaksForItsPeer() throws IOException {
        try (RawWs ws = server.raw()) {
            JsonNode opened = JSON.readTree(ws.request("session.open", "{\"protocol\":1}"))
                    .get("body");
            String token = opened.path("resumeToken").asText();
            send("DELETE", "/api/v1/rooms/a/peers/p_2", "", "Authorization: Bearer " + token);
            assertThat(asked().actor().peerId()).isEqualTo(opened.path("peerId").asText());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api, 404",
        "GET, /api/v1, 404",
        "GET, /api/v1/nothing, 404",
        "GET, /api/v1/rooms/a/b/c/d, 404",
        "GET, /api/v1/roomsX, 404",
        "PUT, /api/v1/rooms/a, 405",
        "DELETE, /api/v1/rooms, 405"
    })
    void whatIsNotThereSaysSo(String method, String path, int status) throws IOException {
        RawHttp.Response response = send(method, path, "");
        assertThat(response.status()).isIn(status, 404);
        assertThat(response.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(server.owner.requests).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/v1/rooms/%zz HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET * HTTP/1.1\r\nHost: a\r\n\r\n",
                "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET http://evil.example/ HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET  HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET / HTTP/9.9\r\nHost: a\r\n\r\n",
                "GET / HTTP/1.1\r\nHost\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx",
                "POST /api/v1/rooms HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "POST /api/v1/rooms HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "\r\n\r\n\r\n\r\nnonsense\r\n\r\n",
                "\u0000\u0001\u0002\u0003\r\n\r\n",
                "TRACE / HTTP/1.1\r\nHost: a\r\n\r\n",
                "CONNECT evil.example:443 HTTP/1.1\r\nHost: a\r\n\r\n"
            })
    void aRequestAgainstTheProtocolIsAnsweredOrCut(String request) throws IOException {
        try (RawHttp http = new RawHttp(server.port)) {
            http.write(request);
            try {
                assertThat(http.response().status()).isIn(200, 201, 400, 404, 405, 413, 414, 431, 501, 505);
            } catch (IOException cut) {
                assertThat(cut).hasMessageContaining("closed");
            }
        }
        assertThat(send("GET", "/health/live", "").status()).isEqualTo(200);
    }

    @Test
    void aHeadOverTheLimitIsRefused() throws IOException {
        assertThat(send("GET", "/health/live", "", "X-Large: " + "x".repeat(20_000))
                        .status())
                .isIn(400, 431);
        assertThat(send("GET", "/" + "x".repeat(20_000), "").status()).isIn(400, 414);
    }

    @Test
    void healthAndMetricsAreThere() throws IOException {
        assertThat(send("GET", "/health/live", "").status()).isEqualTo(200);
        assertThat(send("GET", "/health/ready", "").body()).contains("ready");
        assertThat(send("GET", "/metrics", "").body()).contains("metrics 1");
    }

    @Test
    void whoeverIsNoTrustedProxyCannotBorrowLoopback() throws IOException {
        send("GET", "/api/v1/rooms/a", "", "X-Forwarded-For: 203.0.113.9", "Forwarded: for=203.0.113.9");
        assertThat(asked().actor().address()).isEqualTo("127.0.0.1");
    }

    @Test
    void aFloodIsRefusedWithATimeToTryAgainBeforeAnyTokenIsRead() throws IOException {
        try (GatewayServer busy = new GatewayServer(limits -> limits.addressBurst = 10)) {
            List<Integer> statuses = new java.util.ArrayList<>();
            RawHttp.Response last = null;
            for (int i = 0; i < 20; i++) {
                last = RawHttp.get(busy.port, "/api/v1/rooms/a", "Authorization: Bearer nonsense");
                statuses.add(last.status());
            }
            assertThat(statuses).contains(401, 429);
            assertProblem(last, 429, "rate_limited");
            assertThat(last.header("Retry-After")).isEqualTo("1");
        }
    }
}
