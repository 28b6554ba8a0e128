package dev.parley.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of foreign origins get nothing, over no transport; those that are allowed get what they need. */
class OriginWireTest extends WireTest {
    private static final String FOREIGN = "Origin: https://evil.example";
    private static final String ALLOWED = "Origin: " + GatewayServer.ALLOWED_ORIGIN;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/eventbus/websocket",
                "/eventbus/000/abcdefgh/websocket",
                "/eventbus/%77ebsocket",
                "/eventbus/websocket/",
                "//eventbus/websocket",
                "/eventbus/./websocket",
                "/eventbus/x/../websocket",
                "/eventbusX/000/abcdefgh/websocket",
                "/eventbus%2f000/abcdefgh/websocket"
            })
    void noForeignPageOpensAWebSocket(String path) throws IOException {
        try (RawWs ws = new RawWs(server.port, path, FOREIGN)) {
            assertThat(ws.handshake.status()).isIn(400, 403, 404);
            assertThat(ws.handshake.header("Access-Control-Allow-Origin")).isNull();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /eventbus",
        "GET, /eventbus/",
        "GET, /eventbus/info",
        "OPTIONS, /eventbus/info",
        "POST, /eventbus/000/foreign1/xhr",
        "OPTIONS, /eventbus/000/foreign1/xhr",
        "POST, /eventbus/000/foreign2/xhr_streaming",
        "POST, /eventbus/000/foreign1/xhr_send",
        "GET, /eventbus/000/foreign3/eventsource",
        "POST, /eventbus/chunking_test",
        "GET, /api/v1/rooms",
        "OPTIONS, /api/v1/rooms",
        "POST, /api/v1/rooms",
        "POST, /api/rooms",
        "DELETE, /api/v1/rooms/a"
    })
    void noForeignPageUsesAnyOtherTransport(String method, String path) throws IOException {
        for (String origin : new String[] {FOREIGN, "Origin: null", "Origin: "}) {
            RawHttp.Response response = RawHttp.send(server.port, method, path, "", origin);
            assertThat(response.status()).as("%s %s", method, path).isEqualTo(403);
            assertThat(response.headers())
                    .noneMatch(header -> header.toLowerCase().startsWith("access-control-"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/eventbusX/000/sneaky/xhr",
                "/eventbus%2f000/sneaky/xhr",
                "/eventbus%2F000%2Fsneaky%2Fxhr",
                "//eventbus/000/sneaky/xhr",
                "/./eventbus/000/sneaky/xhr",
                "/x/../eventbus/000/sneaky/xhr",
                "/%65ventbus/000/sneaky/xhr",
                "/api/../eventbus/000/sneaky/xhr",
                "/eventbus;x/000/sneaky/xhr",
                "/eventbus//000/sneaky/xhr",
                "/EVENTBUS/000/sneaky/xhr"
            })
    void noSpellingOfThePathGetsAroundTheCheck(String path) throws IOException {
        RawHttp.Response response = RawHttp.send(server.port, "POST", path, "", FOREIGN);
        assertThat(response.status()).as(path).isIn(400, 403, 404, 405);
        assertThat(response.body()).doesNotStartWith("o\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/rooms", "/api/v1/rooms/missing"})
    void anAllowedPageReadsRestWithoutCredentials(String path) throws IOException {
        RawHttp.Response response = RawHttp.get(server.port, path, ALLOWED);
        assertThat(response.header("Access-Control-Allow-Origin")).isEqualTo(GatewayServer.ALLOWED_ORIGIN);
        assertThat(response.header("Vary")).containsIgnoringCase("origin");
        assertThat(response.header("Access-Control-Allow-Credentials")).isNull();
    }

    @Test
    void anAllowedPageMayAskBeforeItSends() throws IOException {
        RawHttp.Response response = RawHttp.send(
                server.port,
                "OPTIONS",
                "/api/v1/rooms/a",
                "",
                ALLOWED,
                "Access-Control-Request-Method: PATCH",
                "Access-Control-Request-Headers: authorization");
        assertThat(response.status()).isEqualTo(204);
        assertThat(response.header("Access-Control-Allow-Origin")).isEqualTo(GatewayServer.ALLOWED_ORIGIN);
        assertThat(response.header("Access-Control-Allow-Methods")).contains("PATCH");
        assertThat(response.header("Access-Control-Allow-Headers")).contains("authorization");
        assertThat(response.header("Access-Control-Allow-Credentials")).isNull();
    }

    /** Its client sends every cross-origin request with credentials; a browser drops answers that do not allow them. */
    @ParameterizedTest
    @CsvSource({
        "GET, /eventbus/info",
        "POST, /eventbus/000/allowed1/xhr",
        "POST, /eventbus/000/allowed2/xhr_send",
        "OPTIONS, /eventbus/000/allowed1/xhr_send"
    })
    void anAllowedPageCanUseSockJs(String method, String path) throws IOException {
        RawHttp.Response response = RawHttp.send(server.port, method, path, "", ALLOWED);
        assertThat(response.header("Access-Control-Allow-Origin")).isEqualTo(GatewayServer.ALLOWED_ORIGIN);
        assertThat(response.header("Access-Control-Allow-Credentials")).isEqualTo("true");
        assertThat(response.header("Set-Cookie")).isNull();
        assertThat(response.header("Vary")).containsIgnoringCase("origin");
    }

    @Test
    void aNodesOwnPagesAndThoseOfItsOtherNameAreAllowed() throws IOException {
        for (String host : new String[] {"127.0.0.1", "localhost", "[::1]"}) {
            try (RawWs ws = server.raw("Origin: http://" + host + ":" + server.port)) {
                assertThat(ws.handshake.status()).as(host).isEqualTo(101);
            }
        }
    }

    @Test
    void whoeverIsNoBrowserNeedsNoOrigin() throws IOException {
        assertThat(RawHttp.get(server.port, "/eventbus/info").status()).isEqualTo(200);
        try (RawWs ws = server.guest()) {
            assertThat(ws.handshake.status()).isEqualTo(101);
        }
    }

    /** A foreign page could frame it and talk through it: the requests would come from this server's own origin. */
    @ParameterizedTest
    @ValueSource(strings = {"/eventbus/iframe.html", "/eventbus/iframe-1.6.1.html", "/eventbus/iframe-.html?t=1"})
    void theFrameOfSockJsRunsNothingAndIsFramedByNobody(String path) throws IOException {
        RawHttp.Response response = RawHttp.get(server.port, path);
        assertThat(response.header("Content-Security-Policy")).contains("default-src 'none'", "frame-ancestors 'none'");
        assertThat(response.header("X-Frame-Options")).isEqualTo("DENY");
    }
}
