package dev.parley.system.people;

import static dev.parley.system.fixture.Person.accepting;
import static dev.parley.system.fixture.Person.call;
import static dev.parley.system.fixture.Person.invite;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.Json;
import dev.parley.system.fixture.Eventually;
import dev.parley.system.fixture.Person;
import dev.parley.system.fixture.RawPeer;
import dev.parley.system.fixture.SharedCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Register, log in, ring, answer, signal, end, look back: the callers on different nodes. */
class CallFlowTest {
    @RegisterExtension
    static final SharedCluster CLUSTER = new SharedCluster();

    private final Person alice = Person.register(CLUSTER.get(), 0, "alice");
    private final Person bob = Person.register(CLUSTER.get(), 1, "bob");

    @Test
    void whoHasRegisteredLogsInOnAnyNodeAndTheNameIsTaken() {
        RawPeer socket = RawPeer.connect(CLUSTER.crowd(), CLUSTER.url(2));
        ObjectNode login = socket.ask("auth.request.login", Person.credentials(alice.name, Person.PASSWORD));
        assertThat(login.path("success").asBoolean()).isTrue();
        assertThat(login.at("/user/id").asText()).isEqualTo(alice.id).startsWith("acc_");
        assertThat(login.at("/user/username").asText()).isEqualTo(alice.name);
        assertThat(login.path("token").asText().split("\\.")).hasSize(3);
        assertThat(socket.refusal("auth.request.register", Person.credentials(alice.name, Person.PASSWORD)))
                .isEqualTo("name_taken");
        assertThat(socket.refusal("auth.request.login", Person.credentials(alice.name, "wrong password")))
                .isEqualTo("bad_credentials");
        assertThat(socket.refusal("auth.request.login", Person.credentials("nobody-here", "wrong password")))
                .isEqualTo("bad_credentials");
        assertThat(socket.refusal("rooms.request.list", Json.newObject())).isEqualTo("not_open");
    }

    @Test
    void aSessionKnowsItsUserAndPresenceFollows() {
        RawPeer a = alice.session(0);
        assertThat(a.session().at("/user/username").asText()).isEqualTo(alice.name);
        assertThat(presence(a, bob)).isEqualTo("offline");
        RawPeer b = bob.session(2);
        Eventually.holds(() -> presence(a, bob).equals("online"), () -> presence(a, bob));
        b.close();
        Eventually.holds(() -> presence(a, bob).equals("away"), () -> presence(a, bob));
        assertThat(a.refusal("people.request.get", Json.newObject().put("username", "nobody-here")))
                .isEqualTo("user_unknown");
    }

    @Test
    void aWholeCallFromRingingToTheHistoryOfBoth() {
        RawPeer a = alice.device(0);
        RawPeer b = bob.device(1);
        ObjectNode created = invite(a, "one", bob);
        assertThat(created.path("success").asBoolean()).isTrue();
        String callId = created.path("callId").asText();
        String roomId = created.path("roomId").asText();

        JsonNode ring = b.awaitInbox("invitation");
        assertThat(ring.path("callId").asText()).isEqualTo(callId);
        assertThat(ring.path("roomId").asText()).isEqualTo(roomId);
        assertThat(ring.path("inviter").asText()).isEqualTo(alice.name);
        assertThat(ring.path("inviterId").asText()).isEqualTo(alice.id);
        assertThat(ring.path("callType").asText()).isEqualTo("video");
        assertThat(ring.path("timestamp").asLong()).isPositive();
        assertThat(ring.path("invitationId")).isEqualTo(created.at("/invitations/0/invitationId"));
        assertThat(created.at("/invitations/0/invitee").asText()).isEqualTo(bob.name);

        ObjectNode answered = b.ask(
                "calls.request.answer", accepting(ring.path("invitationId").asText()));
        assertThat(answered.path("success").asBoolean()).isTrue();
        assertThat(answered.path("callId").asText()).isEqualTo(callId);
        assertThat(answered.path("roomId").asText()).isEqualTo(roomId);
        assertThat(a.awaitInbox("invitation_accepted").path("acceptedBy").asText())
                .isEqualTo(bob.name);
        Eventually.holds(() -> presence(a, bob).equals("in-call"), () -> presence(a, bob));

        a.join(roomId);
        a.register(roomId);
        b.join(roomId);
        b.register(roomId);
        a.signal(roomId, b, 1, "offer");
        b.signal(roomId, a, 1, "answer");
        b.await(f -> f.at("/body/data").asText().equals("offer"), "the offer");
        a.await(f -> f.at("/body/data").asText().equals("answer"), "the answer");

        ObjectNode ended = b.ask("calls.request.end", call(callId));
        assertThat(ended.path("success").asBoolean()).isTrue();
        assertThat(ended.path("duration").isIntegralNumber()).isTrue();
        assertThat(a.awaitInbox("call_ended").path("endedBy").asText()).isEqualTo(bob.name);
        assertThat(b.awaitInbox("call_ended").path("callId").asText()).isEqualTo(callId);
        a.await(f -> f.at("/body/type").asText().equals("room-closed"), "the end of the room");

        for (RawPeer peer : new RawPeer[] {a, b}) {
            JsonNode row = peer.ask("calls.request.history", Json.newObject()).at("/calls/0");
            assertThat(row.path("callId").asText()).isEqualTo(callId);
            assertThat(row.path("status").asText()).isEqualTo("completed");
            assertThat(row.path("createdBy").asText()).isEqualTo(alice.name);
            assertThat(row.path("duration").asLong())
                    .isEqualTo(ended.path("duration").asLong());
            assertThat(row.path("participants")).hasSize(2);
        }
        assertThat(b.refusal(
                        "calls.request.answer",
                        accepting(ring.path("invitationId").asText())))
                .isIn("already_answered", "invitation_expired");
    }

    @Test
    void theSameRequestRingsOnce() {
        RawPeer a = alice.device(0);
        RawPeer b = bob.device(2);
        ObjectNode first = invite(a, "twice", bob);
        ObjectNode second = invite(alice.session(1), "twice", bob);
        assertThat(second).isEqualTo(first);
        b.awaitInbox("invitation");
        ObjectNode another = invite(a, "another", bob);
        assertThat(b.awaitInbox("invitation", 2)).hasSize(2);
        assertThat(another.path("callId")).isNotEqualTo(first.path("callId"));
    }

    @Test
    void whoRejectsSaysWhyOnAllDevices() {
        RawPeer a = alice.device(0);
        RawPeer phone = bob.device(1);
        RawPeer laptop = bob.device(2);
        ObjectNode created = invite(a, "no", bob);
        String invitation = phone.awaitInbox("invitation").path("invitationId").asText();
        laptop.awaitInbox("invitation");
        phone.ask(
                "calls.request.reject",
                Json.newObject().put("invitationId", invitation).put("reason", "busy"));
        JsonNode rejected = a.awaitInbox("invitation_rejected");
        assertThat(rejected.path("rejectedBy").asText()).isEqualTo(bob.name);
        assertThat(rejected.path("reason").asText()).isEqualTo("busy");
        assertThat(laptop.awaitInbox("invitation_cancelled").path("reason").asText())
                .isEqualTo("rejected_elsewhere");
        assertThat(status(a, created)).isEqualTo("rejected");
        assertThat(phone.inbox("invitation_cancelled")).isEmpty();
    }

    @Test
    void whatTheCallerCancelsStopsRinging() {
        RawPeer a = alice.device(0);
        RawPeer b = bob.device(1);
        ObjectNode created = invite(a, "cancel", bob);
        b.awaitInbox("invitation");
        a.ask("calls.request.cancel", call(created.path("callId").asText()));
        assertThat(b.awaitInbox("invitation_cancelled").path("reason").asText()).isEqualTo("caller_hangup");
        assertThat(status(a, created)).isEqualTo("cancelled");
    }

    @Test
    void whoWasAwayIsRungWhenTheNextDeviceListens() {
        RawPeer a = alice.device(0);
        ObjectNode created = invite(a, "later", bob);
        RawPeer b = bob.device(2);
        assertThat(b.awaitInbox("invitation").path("callId")).isEqualTo(created.path("callId"));
    }

    @Test
    void onlyParticipantsSeeTheCallsRoom() {
        RawPeer a = alice.device(0);
        RawPeer b = bob.device(1);
        Person eve = Person.register(CLUSTER.get(), 2, "eve");
        RawPeer e = eve.session(2);
        ObjectNode created = invite(a, "room", bob);
        ObjectNode room = Json.newObject().put("roomId", created.path("roomId").asText());
        String invitation = b.awaitInbox("invitation").path("invitationId").asText();
        assertThat(b.refusal("rooms.request.join", room.deepCopy())).isEqualTo("room_unknown");
        assertThat(e.refusal("rooms.request.join", room.deepCopy())).isEqualTo("room_unknown");
        assertThat(e.refusal("rooms.request.get", room.deepCopy())).isEqualTo("room_unknown");
        assertThat(RawPeer.open(CLUSTER.crowd(), CLUSTER.url(1)).refusal("rooms.request.join", room.deepCopy()))
                .isEqualTo("room_unknown");
        assertThat(e.refusal("calls.request.end", call(created.path("callId").asText())))
                .isEqualTo("call_unknown");
        assertThat(e.refusal("calls.request.answer", accepting(invitation))).isEqualTo("invitation_unknown");
        b.ask("calls.request.answer", accepting(invitation));
        b.join(created.path("roomId").asText());
        assertThat(b.refusal("rooms.request.update", room.deepCopy().put("visibility", "public")))
                .isEqualTo("not_allowed");
        assertThat(e.refusal("rooms.request.join", room.deepCopy())).isEqualTo("room_unknown");
    }

    @Test
    void whoIsBlockedRingsNobodyAndIsNotTold() {
        RawPeer a = alice.device(0);
        RawPeer b = bob.device(1);
        b.ask("people.request.block", Json.newObject().put("username", alice.name));
        assertThat(presence(a, bob)).isEqualTo("offline");
        ObjectNode created = invite(a, "blocked", bob);
        assertThat(created.path("success").asBoolean()).isTrue();
        b.ask("people.request.unblock", Json.newObject().put("username", alice.name));
        invite(a, "heard", bob);
        assertThat(b.awaitInbox("invitation").path("callId")).isNotEqualTo(created.path("callId"));
        assertThat(b.inbox("invitation")).hasSize(1);
    }

    private static String presence(RawPeer asking, Person whom) {
        return asking.ask("people.request.get", Json.newObject().put("username", whom.name))
                .path("presence")
                .asText();
    }

    private static String status(RawPeer asking, ObjectNode created) {
        return asking.ask("calls.request.history", Json.newObject()).path("calls").findParents("callId").stream()
                .filter(c -> c.path("callId").equals(created.path("callId")))
                .findFirst()
                .orElseThrow()
                .path("status")
                .asText();
    }
}
