package dev.parley.system.people;

import static dev.parley.system.fixture.Person.accepting;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.Ids;
import dev.parley.protocol.Json;
import dev.parley.storage.EmbeddedDatabase;
import dev.parley.system.fixture.Eventually;
import dev.parley.system.fixture.LocalCluster;
import dev.parley.system.fixture.Person;
import dev.parley.system.fixture.RawPeer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL stops while calls ring, run and end, and comes back. */
class DatabaseAwayTest {
    private static final long UNAVAILABLE_WITHIN_MS = 3_500;

    @TempDir
    Path folder;

    @Test
    void runningCallsGoOnAndTheHistoryIsCompleteAfterwards() {
        EmbeddedDatabase database = EmbeddedDatabase.start(folder, 0);
        int port = database.settings().port();
        try (LocalCluster cluster = LocalCluster.of(2)
                .with("PARLEY_DATABASE_URL", database.address())
                .start()) {
            Person alice = Person.register(cluster, 0, "alice");
            Person bob = Person.register(cluster, 1, "bob");
            RawPeer a = alice.device(0);
            RawPeer b = bob.device(1);
            List<ObjectNode> calls = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                calls.add(Person.invite(a, "call-" + i, bob));
            }
            List<JsonNode> rings = b.awaitInbox("invitation", calls.size());
            b.ask("calls.request.answer", accepting(invitation(rings, calls.get(0))));

            database.close();
            RawPeer guest = RawPeer.open(cluster.crowd(), cluster.node(0).url());
            guest.join("room-" + Ids.random(4));
            long before = System.nanoTime();
            assertThat(guest.refusal("auth.request.login", Person.credentials(alice.name, Person.PASSWORD)))
                    .isEqualTo("unavailable");
            assertThat((System.nanoTime() - before) / 1_000_000).isLessThan(UNAVAILABLE_WITHIN_MS);
            RawPeer again = alice.session(1);
            assertThat(again.session().at("/user/username").asText()).isEqualTo(alice.name);

            a.join(calls.get(0).path("roomId").asText());
            a.ask("calls.request.end", Person.call(calls.get(0).path("callId").asText()));
            b.ask("calls.request.answer", accepting(invitation(rings, calls.get(1))));
            a.ask("calls.request.end", Person.call(calls.get(1).path("callId").asText()));
            b.ask("calls.request.reject", Json.newObject().put("invitationId", invitation(rings, calls.get(2))));
            a.ask(
                    "calls.request.cancel",
                    Person.call(calls.get(3).path("callId").asText()));
            assertThat(a.refusal("calls.request.history", Json.newObject())).isEqualTo("unavailable");

            try (EmbeddedDatabase back = EmbeddedDatabase.start(folder, port)) {
                assertThat(back.settings().port()).isEqualTo(port);
                Map<String, String> expected = new LinkedHashMap<>();
                List<String> outcomes = List.of("completed", "completed", "rejected", "cancelled");
                for (int i = calls.size() - 1; i >= 0; i--) {
                    expected.put(calls.get(i).path("callId").asText(), outcomes.get(i));
                }
                Eventually.holds(() -> expected.equals(history(a)), () -> history(a) + " instead of " + expected);
                assertThat(history(b)).isEqualTo(expected);
                assertThat(guest.ask("auth.request.login", Person.credentials(alice.name, Person.PASSWORD))
                                .path("success")
                                .asBoolean())
                        .isTrue();
            }
        }
    }

    private static String invitation(List<JsonNode> rings, ObjectNode call) {
        return rings.stream()
                .filter(ring -> ring.path("callId").equals(call.path("callId")))
                .findFirst()
                .orElseThrow()
                .path("invitationId")
                .asText();
    }

    /** Status by call, newest first; empty while it cannot be read. */
    private static Map<String, String> history(RawPeer peer) {
        ObjectNode answer = peer.answer("calls.request.history", Json.newObject());
        Map<String, String> statuses = new LinkedHashMap<>();
        answer.at("/body/calls")
                .forEach(call -> statuses.put(
                        call.path("callId").asText(), call.path("status").asText()));
        return statuses;
    }
}
