package dev.parley.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.protocol.CloseReason;
import dev.parley.protocol.lane.Op;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code session.open}: who a socket is from then on. */
class OpeningTest {
    private final LaneWorld world = new LaneWorld();

    @Test
    void aGuestGetsAnIdentityThatItDidNotChoose() {
        Client client = world.connect();
        JsonNode reply = client.open("{\"protocol\":1,\"peerId\":\"mine\",\"displayName\":\" Zoë \"}");
        assertThat(reply.path("peerId").asText()).startsWith("p_").hasSizeGreaterThanOrEqualTo(24);
        assertThat(reply.path("protocol").asInt()).isEqualTo(1);
        assertThat(reply.path("resumed").asBoolean(true)).isFalse();
        assertThat(reply.get("user").isNull()).isTrue();
        assertThat(reply.path("node").asText()).isEqualTo(FakeTable.SELF);
        assertThat(reply.path("rooms").size()).isZero();
        assertThat(reply.properties())
                .extracting(java.util.Map.Entry::getKey)
                .contains("sessionId", "resumeToken", "deviceToken", "endpoints", "heartbeatMs", "resumeWindowMs")
                .contains("limits", "iceServers", "features");
        client.join("a");
        assertThat(world.lastRequest(Op.JOIN).actor().displayName()).isEqualTo("Zoë");
    }

    @Test
    void twoGuestsNeverShareAnIdentity() {
        assertThat(world.guest().peerId).isNotEqualTo(world.guest().peerId);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"protocol\":2}", "{\"protocol\":0}"})
    void anotherProtocolIsRefused(String body) {
        JsonNode answer = world.connect().request("session.open", body);
        assertThat(answer.path("message").asText()).isEqualTo("unsupported_protocol");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "7",
                "{\"protocol\":\"1\"}",
                "{\"protocol\":1e999999999}",
                "{\"protocol\":1.5}",
                "{\"protocol\":99999999999999999999}",
                "{\"protocol\":1,\"token\":7}",
                "{\"protocol\":1,\"token\":\"\"}",
                "{\"protocol\":1,\"displayName\":7}",
                "{\"protocol\":1,\"displayName\":\""
                        + "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"}",
                "{\"protocol\":1,\"displayName\":\"\\ud800\"}",
                "{\"protocol\":1,\"deviceToken\":{}}"
            })
    void aMalformedOpeningIsRefusedAndMayBeRepeated(String body) {
        Client client = world.connect();
        assertThat(client.request("session.open", body).path("message").asText())
                .isEqualTo("invalid_argument");
        client.open("{\"protocol\":1}");
    }

    @Test
    void aUserIsWhoItsTokenSays() {
        Client client = world.connect();
        JsonNode reply = client.open("{\"protocol\":1,\"token\":\"" + Forge.user("u1", "zoe") + "\"}");
        assertThat(reply.at("/user/id").asText()).isEqualTo("u1");
        assertThat(reply.at("/user/username").asText()).isEqualTo("zoe");
        client.join("a");
        assertThat(world.lastRequest(Op.JOIN).actor().user().username()).isEqualTo("zoe");
    }

    @Test
    void aBadTokenIsRefusedAndNobodyIsOpened() {
        Client client = world.connect();
        JsonNode answer = client.request("session.open", "{\"protocol\":1,\"token\":\"x.y.z\"}");
        assertThat(answer.path("message").asText()).isEqualTo("token_invalid");
        assertThat(answer.path("failureCode").asInt()).isEqualTo(401);
        client.raw("{\"type\":\"register\",\"address\":\"rooms.events.a\"}");
        assertThat(client.lastCode()).isEqualTo("not_open");
    }

    @Test
    void aTokenOfAnySizeIsInvalidWhenItIsNone() {
        String body = "{\"protocol\":1,\"token\":\"" + "x".repeat(Configs.FRAME_BYTES - 200) + "\"}";
        assertThat(world.connect().request("session.open", body).path("message").asText())
                .isEqualTo("token_invalid");
    }

    @Test
    void aDeviceKeepsItsIdAndAForgedOneGetsANewOne() {
        Client first = world.connect();
        String deviceToken = first.open("{\"protocol\":1}").path("deviceToken").asText();
        first.join("a");
        String device = world.lastRequest(Op.JOIN).actor().deviceId();

        Client again = world.connect();
        again.open("{\"protocol\":1,\"deviceToken\":\"" + deviceToken + "\"}");
        again.join("a");
        assertThat(world.lastRequest(Op.JOIN).actor().deviceId()).isEqualTo(device);

        Client forged = world.connect();
        forged.open("{\"protocol\":1,\"deviceToken\":\"" + deviceToken + "x\"}");
        forged.join("a");
        assertThat(world.lastRequest(Op.JOIN).actor().deviceId())
                .startsWith("d_")
                .isNotEqualTo(device);
    }

    @Test
    void aTokenOfOnePurposeDoesNotServeForAnother() {
        Client guest = world.guest();
        Client client = world.connect();
        JsonNode answer = client.request("session.open", "{\"protocol\":1,\"token\":\"" + guest.resumeToken + "\"}");
        assertThat(answer.path("message").asText()).isEqualTo("token_invalid");
    }

    @Test
    void aUserMayRenewItsSessionWithAFreshToken() {
        Client client = world.connect();
        client.open("{\"protocol\":1,\"token\":\"" + Forge.user("u1", "zoe", 70) + "\"}");
        String peer = client.peerId;
        client.open("{\"protocol\":1,\"token\":\"" + Forge.user("u1", "zoe", 3_600) + "\"}");
        assertThat(client.peerId).isEqualTo(peer);
        assertThat(client.socket.closeCode()).isZero();
    }

    @Test
    void nobodyElsesTokenRenewsASession() {
        Client client = world.connect();
        client.open("{\"protocol\":1,\"token\":\"" + Forge.user("u1", "zoe") + "\"}");
        for (String token : new String[] {Forge.user("u2", "bob"), null}) {
            String body = token == null ? "{\"protocol\":1}" : "{\"protocol\":1,\"token\":\"" + token + "\"}";
            assertThat(client.request("session.open", body).path("message").asText())
                    .isEqualTo("token_invalid");
        }
        assertThat(client.request("rooms.request.nothing", "{}").path("message").asText())
                .isEqualTo("access_denied");
    }

    @Test
    void aGuestDoesNotBecomeAUserInTheMiddle() {
        Client client = world.guest();
        JsonNode answer =
                client.request("session.open", "{\"protocol\":1,\"token\":\"" + Forge.user("u1", "zoe") + "\"}");
        assertThat(answer.path("message").asText()).isEqualTo("token_invalid");
    }

    @Test
    void aSessionEndsWhenItsTokenHasExpired() {
        Client client = world.connect();
        client.open("{\"protocol\":1,\"token\":\"" + Forge.user("u1", "zoe", -30) + "\"}");
        world.seconds(1);
        assertThat(client.socket.closeCode()).isEqualTo(CloseReason.TOKEN_INVALID.code());
    }
}
