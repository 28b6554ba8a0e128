package dev.parley.system.features;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.client.ParleyClient;
import dev.parley.client.RoomEvent;
import dev.parley.protocol.Ids;
import dev.parley.protocol.Json;
import dev.parley.protocol.Slice;
import dev.parley.system.fixture.Member;
import dev.parley.system.fixture.SharedCluster;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Rooms over HTTP, on a node that need not own them. */
class RestTest {
    @RegisterExtension
    static final SharedCluster CLUSTER = new SharedCluster();

    private final HttpClient http = HttpClient.newHttpClient();

    private HttpResponse<String> call(int node, String method, String path, String body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(CLUSTER.url(node) + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        headers.forEach(request::header);
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted");
        }
    }

    private HttpResponse<String> call(int node, String method, String path, String body) {
        return call(node, method, path, body, Map.of());
    }

    private static ObjectNode json(HttpResponse<String> response) {
        return Json.object(Slice.utf8(response.body()));
    }

    private static Map<String, String> as(ParleyClient client) {
        return Map.of("Authorization", "Bearer " + client.session().resumeToken());
    }

    private static void problem(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        ObjectNode problem = json(response);
        assertThat(problem.path("code").asText()).isEqualTo(code);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("title").asText()).isNotEmpty();
        assertThat(problem.path("detail").asText()).isNotEmpty();
        assertThat(problem.has("type")).isTrue();
    }

    private String create(String settings) {
        return json(call(0, "POST", "/api/v1/rooms", settings)).path("roomId").asText();
    }

    @Test
    void aCreatedRoomIsAtItsLocationOnEveryNode() {
        HttpResponse<String> created =
                call(0, "POST", "/api/v1/rooms", "{\"name\":\"Küche\",\"visibility\":\"public\",\"maxPeers\":3}");
        assertThat(created.statusCode()).isEqualTo(201);
        String location = created.headers().firstValue("Location").orElseThrow();
        assertThat(location)
                .isEqualTo("/api/v1/rooms/" + json(created).path("roomId").asText());

        for (int node = 0; node < 3; node++) {
            HttpResponse<String> read = call(node, "GET", location, null);
            assertThat(read.statusCode()).isEqualTo(200);
            assertThat(json(read)).isEqualTo(json(created));
            assertThat(json(read).path("name").asText()).isEqualTo("Küche");
            assertThat(json(read).path("maxPeers").asInt()).isEqualTo(3);
            assertThat(json(read).path("owner").isNull()).isTrue();
        }
    }

    @Test
    void anUnchangedRoomIsNotSentAgain() {
        String path = "/api/v1/rooms/" + create("{}");
        String tag = call(1, "GET", path, null).headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> same = call(2, "GET", path, null, Map.of("If-None-Match", tag));
        assertThat(same.statusCode()).isEqualTo(304);
        assertThat(same.body()).isEmpty();

        Member.join(CLUSTER.crowd().open(0), path.substring(path.lastIndexOf('/') + 1));
        HttpResponse<String> changed = call(2, "GET", path, null, Map.of("If-None-Match", tag));
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(changed.headers().firstValue("ETag")).get().isNotEqualTo(tag);
    }

    @Test
    void whatIsNotThereIsAProblem() {
        problem(call(0, "GET", "/api/v1/rooms/nobody-made-this", null), 404, "room_unknown");
        problem(call(1, "DELETE", "/api/v1/rooms/nobody-made-this", null), 404, "room_unknown");
        assertThat(call(0, "GET", "/api/v1/nothing", null).statusCode()).isEqualTo(404);
    }

    @Test
    void whatIsWrongIsAProblem() {
        problem(call(0, "POST", "/api/v1/rooms", "{\"maxPeers\":"), 400, "invalid_json");
        problem(call(0, "POST", "/api/v1/rooms", "{\"maxPeers\":\"many\"}"), 400, "invalid_argument");
        problem(call(0, "POST", "/api/v1/rooms", "{\"owner\":{\"id\":\"me\"}}"), 400, "invalid_argument");
        problem(call(0, "GET", "/api/v1/rooms?limit=many", null), 400, "invalid_argument");
        problem(call(0, "GET", "/api/v1/rooms/not%20an%20id", null), 400, "invalid_argument");
        problem(call(0, "GET", "/api/v1/rooms", null, Map.of("Authorization", "Bearer garbage")), 401, "token_invalid");
    }

    @Test
    void anIdThatIsTakenIsAConflict() {
        String id = "rest-" + Ids.random(6);
        assertThat(call(0, "POST", "/api/rooms", "{\"roomId\":\"" + id + "\"}").statusCode())
                .isEqualTo(201);
        problem(call(1, "POST", "/api/rooms", "{\"roomId\":\"" + id + "\"}"), 409, "room_exists");
    }

    @Test
    void publicRoomsAreListedInPages() {
        String prefix = "page-" + Ids.random(6);
        for (int i = 0; i < 3; i++) {
            create("{\"roomId\":\"" + prefix + i + "\",\"visibility\":\"public\"}");
        }
        create("{\"roomId\":\"" + prefix + "9\",\"visibility\":\"unlisted\"}");

        ObjectNode page = json(call(2, "GET", "/api/rooms?limit=2&cursor=" + prefix, null));
        assertThat(page.path("rooms").findValuesAsText("roomId")).containsExactly(prefix + 0, prefix + 1);
        ObjectNode next = json(call(
                1, "GET", "/api/v1/rooms?limit=1&cursor=" + page.path("cursor").asText(), null));
        assertThat(next.path("rooms").findValuesAsText("roomId")).containsExactly(prefix + 2);
    }

    @Test
    void onlyMembersSeeWhoIsThere() {
        String roomId = create("{}");
        Member member = Member.join(CLUSTER.crowd().open(0), roomId);
        String path = "/api/v1/rooms/" + roomId + "/peers";

        problem(call(1, "GET", path, null), 403, "not_member");
        problem(call(1, "GET", path, null, as(CLUSTER.crowd().open(1))), 403, "not_member");
        HttpResponse<String> peers = call(2, "GET", path, null, as(member.client()));
        assertThat(json(peers).path("peers").findValuesAsText("peerId")).containsExactly(member.id());
    }

    @Test
    void theHostModeratesAndDeletesOverHttp() {
        String roomId = create("{}");
        Member host = Member.join(CLUSTER.crowd().open(0), roomId);
        Member kicked = Member.join(CLUSTER.crowd().open(1), roomId);
        Member banned = Member.join(CLUSTER.crowd().open(2), roomId);
        String path = "/api/v1/rooms/" + roomId;

        problem(call(1, "DELETE", path + "/peers/" + banned.id(), null, as(kicked.client())), 403, "not_allowed");
        assertThat(call(1, "DELETE", path + "/peers/" + kicked.id(), null, as(host.client()))
                        .statusCode())
                .isEqualTo(204);
        kicked.awaitEnd("kicked");
        host.await(RoomEvent.PEER_LEFT, kicked);

        HttpResponse<String> renamed = call(2, "PATCH", path, "{\"name\":\"new\"}", as(host.client()));
        assertThat(json(renamed).path("name").asText()).isEqualTo("new");
        host.await(RoomEvent.ROOM_UPDATED);
        problem(call(2, "PATCH", path, "{\"name\":\"mine\"}", as(banned.client())), 403, "not_allowed");

        assertThat(call(0, "PUT", path + "/bans/device:nobody", null, as(host.client()))
                        .statusCode())
                .isEqualTo(204);
        assertThat(call(0, "DELETE", path + "/bans/device:nobody", null, as(host.client()))
                        .statusCode())
                .isEqualTo(204);
        problem(call(0, "DELETE", path, null), 403, "not_allowed");
        assertThat(call(0, "DELETE", path, null, as(host.client())).statusCode())
                .isEqualTo(204);
        banned.awaitEnd("room-closed");
        problem(call(1, "GET", path, null), 404, "room_unknown");
    }

    @Test
    void aForeignOriginIsTurnedAway() {
        HttpResponse<String> foreign = call(0, "GET", "/api/v1/rooms", null, Map.of("Origin", "https://evil.example"));
        problem(foreign, 403, "access_denied");
        HttpResponse<String> own = call(0, "GET", "/api/v1/rooms", null, Map.of("Origin", CLUSTER.url(1)));
        assertThat(own.statusCode()).isEqualTo(200);
        assertThat(own.headers().firstValue("Access-Control-Allow-Origin")).hasValue(CLUSTER.url(1));
        assertThat(own.headers().firstValue("Access-Control-Allow-Credentials")).isEmpty();
    }

    @Test
    void healthIsToldOutsideTheApi() {
        assertThat(call(0, "GET", "/health/live", null).statusCode()).isEqualTo(200);
        assertThat(call(1, "GET", "/health/ready", null).statusCode()).isEqualTo(200);
        assertThat(call(2, "GET", "/metrics", null).body()).contains("parley_sockets");
    }
}
