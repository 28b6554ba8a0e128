package dev.parley.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.gateway.session.Tokens;
import dev.parley.protocol.Grants;
import dev.parley.protocol.UserRef;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TURN credentials for those who are known, and for nobody else; and the keys that anybody may have. */
class IceWireTest extends WireTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PATH = "/api/v1/ice-servers";

    private static RawHttp.Response get(String... headers) throws IOException {
        return RawHttp.get(server.port, PATH, headers);
    }

    private static String userToken() {
        return new Tokens(null, GatewayServer.SECRET).issue(new UserRef("u_1", "zoe"), "Zoë", 0);
    }

    @Test
    void aUserIsToldItsCredentials() throws IOException {
        RawHttp.Response response = get("Authorization: Bearer " + userToken());
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.header("Content-Type")).isEqualTo("application/json");
        assertThat(response.header("Cache-Control")).isEqualTo("no-store");
        JsonNode told = JSON.readTree(response.body());
        assertThat(told.path("ttl").asInt()).isEqualTo(GatewayServer.TURN_SECONDS);
        assertThat(told.path("iceServers").path(0).path("username").asText()).endsWith(":u_1");
    }

    @Test
    void aSessionIsToldThoseOfItsPeer() throws IOException {
        try (RawWs ws = server.raw()) {
            JsonNode opened = JSON.readTree(
                            ws.request("session.open", "{\"protocol\":1}").toString())
                    .path("body");
            assertThat(opened.path("iceServers").toString()).as("session.open").doesNotContain("credential");
            RawHttp.Response response =
                    get("Authorization: Bearer " + opened.path("resumeToken").asText());
            assertThat(response.status()).isEqualTo(200);
            assertThat(JSON.readTree(response.body())
                            .path("iceServers")
                            .path(0)
                            .path("username")
                            .asText())
                    .endsWith(":" + opened.path("peerId").asText());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Accept: */*",
                "Authorization: Basic eDp5",
                "Authorization: Bearer",
                "Authorization: Bearer a.b.c"
            })
    void nobodyElseIs(String header) throws IOException {
        RawHttp.Response response = get(header);
        assertThat(response.status()).isEqualTo(401);
        assertThat(JSON.readTree(response.body()).path("code").asText()).isEqualTo("token_invalid");
        assertThat(response.body()).doesNotContain("credential");
    }

    @Test
    void theSetOfKeysIsForEverybodyAndEmptyWithASecret() throws IOException {
        RawHttp.Response response = RawHttp.get(server.port, "/.well-known/jwks.json");
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.header("Content-Type")).isEqualTo("application/jwk-set+json");
        assertThat(response.body()).isEqualTo("{\"keys\":[]}");
    }

    @Test
    void aRoomsTokenIsNotGoodForAnotherRoomOverHttpEither() throws IOException {
        Tokens tokens = new Tokens(null, GatewayServer.SECRET);
        String token = tokens.issueRoomToken(new UserRef("u_1", "zoe"), "Zoë", Grants.toJoin("demo"), 60);
        String header = "Authorization: Bearer " + token;
        assertThat(RawHttp.get(server.port, "/api/v1/rooms/demo", header).status())
                .isEqualTo(200);
        RawHttp.Response other = RawHttp.get(server.port, "/api/v1/rooms/other", header);
        assertThat(other.status()).isEqualTo(403);
        assertThat(JSON.readTree(other.body()).path("code").asText()).isEqualTo("not_allowed");
        assertThat(RawHttp.send(server.port, "POST", "/api/v1/rooms", "{}", header)
                        .status())
                .isEqualTo(403);
    }
}
