package dev.parley.system.people;

import static dev.parley.system.fixture.Person.accepting;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.Json;
import dev.parley.system.fixture.LocalCluster;
import dev.parley.system.fixture.Person;
import dev.parley.system.fixture.RawPeer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The node that owns a ringing call dies. */
class CallSurvivesItsOwnerTest {
    private static final int LAST = 2;

    @RegisterExtension
    static final LocalCluster CLUSTER = LocalCluster.of(3);

    @Test
    void theAnswerStillWorksAndNobodyIsRungTwice() {
        Person alice = Person.register(CLUSTER, 0, "alice");
        Person bob = Person.register(CLUSTER, 1, "bob");
        RawPeer caller = alice.device(0);
        RawPeer callee = bob.device(1);
        ObjectNode created = callOwnedBy(LAST, caller, bob);
        JsonNode ring = ringOf(callee, created);
        int rings = callee.inbox("invitation").size();

        CLUSTER.kill(LAST);
        ObjectNode answered = callee.ask(
                "calls.request.answer", accepting(ring.path("invitationId").asText()));
        assertThat(answered.path("roomId")).isEqualTo(created.path("roomId"));
        caller.awaitInbox("invitation_accepted");
        callee.join(created.path("roomId").asText());
        caller.join(created.path("roomId").asText());
        caller.ask("calls.request.end", Person.call(created.path("callId").asText()));
        callee.awaitInbox("call_ended");

        assertThat(callee.inbox("invitation")).hasSize(rings);
        JsonNode row = callee.ask("calls.request.history", Json.newObject()).at("/calls/0");
        assertThat(row.path("callId")).isEqualTo(created.path("callId"));
        assertThat(row.path("status").asText()).isEqualTo("completed");
    }

    private static JsonNode ringOf(RawPeer callee, ObjectNode created) {
        callee.await(
                frame -> frame.at("/body/type").asText().equals("invitation")
                        && frame.at("/body/callId").equals(created.path("callId")),
                "the ring of " + created);
        return callee.inbox("invitation").stream()
                .filter(event -> event.path("callId").equals(created.path("callId")))
                .findFirst()
                .orElseThrow();
    }

    /** Others are cancelled before anybody hears more of them than their ringing. */
    private static ObjectNode callOwnedBy(int node, RawPeer caller, Person callee) {
        for (int i = 0; i < 50; i++) {
            ObjectNode created = Person.invite(caller, "try-" + i, callee);
            String callId = created.path("callId").asText();
            if (CLUSTER.node(node).id().equals(CLUSTER.node(0).ownerOf(callId))) {
                return created;
            }
            caller.ask("calls.request.cancel", Person.call(callId));
        }
        throw new AssertionError("node " + node + " owns no call");
    }
}
