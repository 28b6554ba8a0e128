package dev.parley.system.features;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.gateway.session.Tokens;
import dev.parley.gateway.token.AccessTokens;
import dev.parley.gateway.token.JwtSettings;
import dev.parley.gateway.token.KeyAlgorithm;
import dev.parley.gateway.token.Pem;
import dev.parley.protocol.Grants;
import dev.parley.protocol.Json;
import dev.parley.protocol.Slice;
import dev.parley.protocol.UserRef;
import dev.parley.system.fixture.Eventually;
import dev.parley.system.fixture.LocalCluster;
import dev.parley.system.fixture.RawPeer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Key pairs and TURN as an operator sets them, on two nodes. */
class AccessKeysTest {
    @TempDir
    Path keys;

    private static JsonNode get(String url, String token) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        String body = HttpClient.newHttpClient()
                .send(request.build(), BodyHandlers.ofString())
                .body();
        return Json.object(Slice.utf8(body));
    }

    private Tokens issuer() {
        JwtSettings settings = new JwtSettings("parley", "parley", 600, 60, null, List.of(keys), null, List.of());
        return new Tokens("a secret that no node here knows", AccessTokens.load(settings));
    }

    @Test
    void aKeyThatIsAddedWhileNodesRunIsTakenByAllOfThem() throws Exception {
        Files.writeString(keys.resolve("first.pem"), Pem.generate(KeyAlgorithm.EDDSA));
        try (LocalCluster cluster = LocalCluster.of(2)
                .with("PARLEY_JWT_KEYS", keys.toString())
                .with("PARLEY_TURN_URLS", "turn:turn.example")
                .with("PARLEY_TURN_SECRET", "north-of-the-river-0123456789abcdef")
                .start()) {
            UserRef ada = new UserRef("u_ada", "ada");
            String token = issuer().issueRoomToken(ada, "Ada", Grants.toJoin("demo"), 60);
            for (int node = 0; node < 2; node++) {
                RawPeer peer = RawPeer.open(
                        cluster.crowd(),
                        cluster.urls(node).get(0),
                        Json.newObject().put("token", token));
                assertThat(peer.session().at("/user/username").asText()).isEqualTo("ada");
                assertThat(peer.session().path("iceServers")).isEmpty();
                assertThat(peer.refusal("rooms.request.join", Json.newObject().put("roomId", "other")))
                        .isEqualTo("not_allowed");
                JsonNode joined = peer.join("demo");
                assertThat(joined.at("/iceServers/0/username").asText()).endsWith(":" + peer.id());
                assertThat(get(cluster.urls(node).get(0) + "/api/v1/ice-servers", token)
                                .at("/iceServers/0/username")
                                .asText())
                        .endsWith(":u_ada");
                peer.close();
            }
            Files.writeString(keys.resolve("second.pem"), Pem.generate(KeyAlgorithm.ES256));
            for (int node = 0; node < 2; node++) {
                String jwks = cluster.urls(node).get(0) + "/.well-known/jwks.json";
                Eventually.holds(() -> kids(jwks) == 2, () -> "the second key was not read");
            }
        }
    }

    private static int kids(String url) {
        try {
            return get(url, null).path("keys").size();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
