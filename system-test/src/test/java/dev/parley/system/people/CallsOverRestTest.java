package dev.parley.system.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.Json;
import dev.parley.protocol.Slice;
import dev.parley.system.fixture.Person;
import dev.parley.system.fixture.RawPeer;
import dev.parley.system.fixture.SharedCluster;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Accounts and calls over HTTP, each request at another node. */
class CallsOverRestTest {
    @RegisterExtension
    static final SharedCluster CLUSTER = new SharedCluster();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Person alice = Person.register(CLUSTER.get(), 0, "alice");
    private final Person bob = Person.register(CLUSTER.get(), 1, "bob");
    private final Person eve = Person.register(CLUSTER.get(), 2, "eve");

    @Test
    void aCallWithoutAnySocketOfTheCaller() {
        RawPeer callee = bob.device(1);
        String wish = "{\"callType\":\"audio\",\"invitees\":[\"" + bob.name + "\"]}";
        HttpResponse<String> created = call(0, "POST", "/calls", alice, wish);
        assertThat(created.statusCode()).isEqualTo(201);
        String callId = json(created).path("callId").asText();
        String invitation = callee.awaitInbox("invitation").path("invitationId").asText();

        for (String path :
                new String[] {"/invitations/" + invitation + "/accept", "/invitations/" + invitation + "/reject"}) {
            problem(call(2, "POST", path, eve, "{}"), 404, "invitation_unknown");
            problem(call(2, "POST", path, alice, "{}"), 404, "invitation_unknown");
            problem(call(2, "POST", path, null, "{}"), 403, "access_denied");
        }
        HttpResponse<String> accepted = call(2, "POST", "/invitations/" + invitation + "/accept", bob, "{}");
        assertThat(accepted.statusCode()).isEqualTo(200);
        assertThat(json(accepted).path("callId").asText()).isEqualTo(callId);
        problem(call(0, "POST", "/invitations/" + invitation + "/accept", bob, "{}"), 409, "already_answered");

        problem(call(1, "POST", "/calls/" + callId + "/end", eve, "{}"), 404, "call_unknown");
        HttpResponse<String> ended = call(1, "POST", "/calls/" + callId + "/end", alice, "{}");
        assertThat(ended.statusCode()).isEqualTo(200);
        assertThat(json(ended).path("duration").isIntegralNumber()).isTrue();
        problem(call(0, "POST", "/invitations/" + invitation + "/accept", bob, "{}"), 409, "already_answered");

        assertThat(json(call(2, "GET", "/calls?limit=1", alice, null))
                        .at("/calls/0/callId")
                        .asText())
                .isEqualTo(callId);
        assertThat(json(call(2, "GET", "/calls", eve, null)).path("calls")).isEmpty();
        problem(call(2, "GET", "/calls", null, null), 403, "access_denied");
        problem(call(2, "GET", "/calls?cursor=forged", alice, null), 400, "invalid_argument");
    }

    @Test
    void guessingIsSlowedDownAndSaysForHowLong() {
        String wrong = "{\"username\":\"" + eve.name + "\",\"password\":\"not the password\"}";
        for (int i = 0; i < 5; i++) {
            problem(call(i % 3, "POST", "/auth/login", null, wrong), 401, "bad_credentials");
        }
        HttpResponse<String> slowed = call(0, "POST", "/auth/login", null, wrong);
        problem(slowed, 429, "too_many_attempts");
        assertThat(Integer.parseInt(slowed.headers().firstValue("Retry-After").orElseThrow()))
                .isPositive();
    }

    @Test
    void nobodyRegistersWithWhatIsWeakOrForbidden() {
        problem(register("{\"username\":\"zoe\",\"password\":\"short\"}"), 422, "weak_password");
        problem(register("{\"username\":\"zoe-new\",\"password\":\"password123\"}"), 422, "weak_password");
        problem(register("{\"username\":\"a b\",\"password\":\"correct horse battery\"}"), 422, "invalid_name");
        problem(
                register("{\"username\":\"mallory\",\"password\":\"correct horse battery\",\"id\":\"acc_1\"}"),
                400,
                "invalid_argument");
        problem(
                register("{\"username\":\"x'; DROP TABLE users; --\",\"password\":\"correct horse battery\"}"),
                422,
                "invalid_name");
    }

    private HttpResponse<String> register(String body) {
        return call(1, "POST", "/auth/register", null, body);
    }

    private HttpResponse<String> call(int node, String method, String path, Person as, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(CLUSTER.url(node) + "/api/v1" + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (as != null) {
            request.header("Authorization", "Bearer " + as.token);
        }
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted");
        }
    }

    private static ObjectNode json(HttpResponse<String> response) {
        return Json.object(Slice.utf8(response.body()));
    }

    private static void problem(HttpResponse<String> response, int status, String code) {
        assertThat(json(response).path("code").asText()).as(response.body()).isEqualTo(code);
        assertThat(response.statusCode()).isEqualTo(status);
    }
}
