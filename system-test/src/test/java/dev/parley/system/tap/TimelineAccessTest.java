package dev.parley.system.tap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.Json;
import dev.parley.protocol.Slice;
import dev.parley.system.fixture.LocalCluster;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who may see the timeline of a call. */
class TimelineAccessTest {
    @RegisterExtension
    static final LocalCluster CLUSTER = Operator.cluster();

    private final Caller alice = Caller.at(CLUSTER, 0, "alice");
    private final Caller bob = Caller.at(CLUSTER, 1, "bob");

    private static HttpResponse<String> get(int node, String callId, String token) {
        return Operator.timeline(CLUSTER, node, callId, token);
    }

    /** What those find who have nothing to do with the call is what they find where there is none. */
    private static void assertHidden(String callId, String... tokens) {
        for (String token : tokens) {
            HttpResponse<String> refused = get(2, callId, token);
            assertThat(refused.statusCode()).isEqualTo(404);
            assertThat(refused.body())
                    .isEqualTo(get(2, "c_0123456789abcdefghijkl", token).body())
                    .contains("call_unknown");
        }
    }

    private static ObjectNode seen(int node, String callId, String token) {
        HttpResponse<String> response = get(node, callId, token);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Json.object(Slice.utf8(response.body()));
    }

    private static List<String> steps(ObjectNode timeline) {
        return timeline.path("entries").findValuesAsText("step");
    }

    @Test
    void onlyWhoTakesPartAndServicesWithTheGrantSeeIt() {
        String callId = alice.call(bob).path("callId").asText();
        bob.accept();
        seen(0, callId, bob.token());
        seen(1, callId, Operator.token("calls.timeline"));
        assertHidden(callId, Caller.at(CLUSTER, 2, "eve").token(), Operator.token("rooms.request.*", "tap.>"));
    }

    @Test
    void whoWasOnlyRungForSeesWhatBecameOfTheCall() {
        String callId = alice.call(bob).path("callId").asText();
        bob.socket().awaitInbox("invitation");
        alice.socket().ask("calls.request.cancel", Json.newObject().put("callId", callId));
        bob.socket().awaitInbox("invitation_cancelled");
        ObjectNode timeline = seen(2, callId, bob.token());
        assertThat(steps(timeline)).containsSubsequence("created", "ringing", "rang", "cancelled", "ended");
        assertThat(timeline.path("participants").findValuesAsText("username")).containsExactly(alice.name());
        assertHidden(callId, Caller.at(CLUSTER, 2, "eve").token());
    }

    @Test
    void forWhoHasBlockedTheCallerThereIsNoCall() {
        bob.socket().ask("people.request.block", Json.newObject().put("username", alice.name()));
        String callId = alice.call(bob).path("callId").asText();
        assertThat(steps(seen(1, callId, alice.token()))).contains("ringing").doesNotContain("rang");
        assertHidden(callId, bob.token());
    }
}
