package dev.parley.system.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.Json;
import dev.parley.protocol.lane.Op;
import dev.parley.system.fixture.Person;
import dev.parley.system.fixture.RawPeer;
import dev.parley.system.fixture.SharedCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Every bus request about accounts, people and calls by everybody: the caller, the callee, a stranger with an account, a
 * guest. What is not permitted answers exactly as for an object that does not exist.
 */
class AccessMatrixTest {
    @RegisterExtension
    static final SharedCluster CLUSTER = new SharedCluster();

    private static final String GUEST = "access_denied";
    private static final String YES = "granted";

    private final Person alice = Person.register(CLUSTER.get(), 0, "alice");
    private final Person bob = Person.register(CLUSTER.get(), 1, "bob");
    private final Person dave = Person.register(CLUSTER.get(), 0, "dave");
    private final Person eve = Person.register(CLUSTER.get(), 2, "eve");

    /** One request: what it is about, as it is and as nothing that exists, and who gets what. */
    private record Row(String address, Function<Objects, ObjectNode> body, List<String> expected) {}

    /** What requests are about. */
    private record Objects(String callId, String invitationId, String username) {}

    private static final Objects MISSING =
            new Objects("c_AAAAAAAAAAAAAAAAAAAAAA", "i_" + "A".repeat(44), "nobody-of-this-name");

    /** In the order caller, callee, stranger, guest. Those that end the call come last. */
    private static final List<Row> ROWS = List.of(
            new Row("people.request.get", o -> named(o), List.of(YES, YES, YES, GUEST)),
            new Row("people.request.unblock", o -> named(o), List.of(YES, YES, YES, GUEST)),
            new Row("calls.request.history", o -> Json.newObject(), List.of(YES, YES, YES, GUEST)),
            new Row("calls.request.create", o -> inviting(o), List.of(YES, YES, YES, GUEST)),
            new Row(
                    "calls.request.answer",
                    o -> Person.accepting(o.invitationId),
                    List.of("invitation_unknown", YES, "invitation_unknown", GUEST)),
            new Row(
                    "calls.request.reject",
                    o -> Json.newObject().put("invitationId", o.invitationId),
                    List.of("invitation_unknown", "already_answered", "invitation_unknown", GUEST)),
            new Row("calls.request.get", o -> Person.call(o.callId), List.of(GUEST, GUEST, GUEST, GUEST)),
            new Row(
                    "calls.request.cancel",
                    o -> Person.call(o.callId),
                    List.of("already_answered", "not_allowed", "call_unknown", GUEST)),
            new Row("calls.request.end", o -> Person.call(o.callId), List.of(YES, YES, "call_unknown", GUEST)),
            new Row("auth.request.logout-all", o -> Json.newObject(), List.of("", "", "", GUEST)),
            new Row("auth.request.password", o -> passwords(), List.of("bad_credentials", "", "", GUEST)),
            new Row("auth.request.delete", o -> password(), List.of("bad_credentials", "", "", GUEST)));

    @Test
    void onlyWhatIsPermittedSucceedsAndTheRestIsLikeNothing() {
        RawPeer caller = alice.device(0);
        RawPeer callee = bob.device(1);
        List<RawPeer> everybody = List.of(caller, callee, eve.device(2), RawPeer.open(CLUSTER.crowd(), CLUSTER.url(2)));
        ObjectNode created = Person.invite(caller, "matrix", bob);
        JsonNode ring = callee.awaitInbox("invitation");
        Objects objects = new Objects(
                created.path("callId").asText(), ring.path("invitationId").asText(), dave.name);
        Map<String, String> wrong = new TreeMap<>();
        for (Row row : ROWS) {
            // the stranger and the guest first: they must not be able to change anything for the others
            for (int who : new int[] {3, 2, 0, 1}) {
                check(row, who, everybody.get(who), objects, wrong);
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static void check(Row row, int who, RawPeer peer, Objects objects, Map<String, String> wrong) {
        String expected = row.expected.get(who);
        if (expected.isEmpty()) {
            return;
        }
        String got = outcome(peer, row.address, row.body.apply(objects));
        if (!got.equals(expected)) {
            wrong.put(row.address + " by " + who, got + " instead of " + expected);
        }
        if (expected.endsWith("_unknown")) {
            ObjectNode foreign = peer.answer(row.address, row.body.apply(objects));
            ObjectNode missing = peer.answer(row.address, row.body.apply(MISSING));
            if (!foreign.without("address").equals(missing.without("address"))) {
                wrong.put(row.address + " of nothing by " + who, missing + " instead of " + foreign);
            }
        }
    }

    private static String outcome(RawPeer peer, String address, ObjectNode body) {
        String refusal = peer.refusal(address, body);
        return refusal.startsWith(YES) ? YES : refusal;
    }

    /** A request that is added gets a row here. */
    @Test
    void everyRequestHasARow() {
        List<String> without = new ArrayList<>(Op.addresses());
        without.removeIf(address -> address.startsWith("rooms.request."));
        without.removeIf(address -> ROWS.stream().anyMatch(row -> row.address.equals(address)));
        assertThat(without)
                .containsExactlyInAnyOrder(
                        "auth.request.register", "auth.request.login", "auth.request.refresh", "people.request.block");
    }

    private static ObjectNode named(Objects o) {
        return Json.newObject().put("username", o.username);
    }

    private static ObjectNode inviting(Objects o) {
        ObjectNode body = Json.newObject().put("callType", "audio");
        body.withArray("invitees").add(o.username);
        return body;
    }

    private static ObjectNode passwords() {
        return Json.newObject().put("old", "not the right one").put("new", "another good password");
    }

    private static ObjectNode password() {
        return Json.newObject().put("password", "not the right one");
    }
}
