package dev.parley.system.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.Ids;
import dev.parley.protocol.Json;
import dev.parley.system.fixture.RawPeer;
import dev.parley.system.fixture.SharedCluster;
import java.net.http.HttpResponse;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a running cluster answers is what {@code openapi.yaml} says. */
class OpenApiTest {
    @RegisterExtension
    static final SharedCluster CLUSTER = new SharedCluster();

    private static final String PASSWORD = "correct horse battery";
    private static final String NO_ROOM = "nobody-made-this";
    private static final String NO_CALL = "c_" + "A".repeat(22);
    private static final String NO_INVITATION = "i_" + "A".repeat(44);

    private RestContract rest;

    @BeforeEach
    void read() {
        rest = new RestContract(new Documents(CLUSTER), CLUSTER.url(0));
    }

    @Test
    void everyOperationSucceedsAsDocumented() {
        String alice = name();
        String bob = name();
        String bobs = register(bob);
        String hers = token(rest.call(200, "refresh", register(alice), null));
        rooms(hers);
        calls(hers, bob, bobs);
        people(bobs, alice);
        accounts(alice, hers);
        events();
        webhooks();
        node();
        // nobody may stop a node of the shared cluster; OperatorTest drains one of its own
        assertThat(rest.unseen()).containsExactly("drainNode 202");
    }

    private static String name() {
        return "rest-" + Ids.random(9).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "x");
    }

    private static ObjectNode object() {
        return Json.newObject();
    }

    private static String token(JsonNode answer) {
        return answer.path("token").asText();
    }

    private static ObjectNode credentials(String name) {
        return object().put("username", name).put("password", PASSWORD);
    }

    private String register(String name) {
        return token(rest.call(201, "register", null, credentials(name).put("displayName", "Zoë")));
    }

    private void rooms(String token) {
        ObjectNode settings = object().put("name", "Küche").put("visibility", "public");
        String id = rest.call(
                        201,
                        "createRoom",
                        token,
                        settings.put("ttlSeconds", 600).put("lobby", false))
                .path("roomId")
                .asText();
        rest.call(200, "listRooms?limit=200", null, null);
        HttpResponse<String> read = rest.send("getRoom", null, null, id);
        String tag = read.headers().firstValue("ETag").orElseThrow();
        assertThat(rest.sendWith("getRoom", "If-None-Match", tag, id).statusCode())
                .isEqualTo(304);
        rest.call(200, "updateRoom", token, object().put("maxPeers", 5).putNull("password"), id);
        RawPeer guest = RawPeer.open(CLUSTER.crowd(), CLUSTER.url(1));
        guest.join(id);
        String session = guest.session().path("resumeToken").asText();
        assertThat(rest.call(200, "listPeers", session, null, id).path("peers")).hasSize(1);
        rest.call(200, "getIceServers", session, null);
        RawPeer host = RawPeer.open(CLUSTER.crowd(), CLUSTER.url(2), object().put("token", token));
        host.join(id);
        moderate(token, id, guest);
    }

    private void moderate(String token, String id, RawPeer guest) {
        assertThat(rest.call(200, "listPeers", token, null, id).path("peers")).hasSize(2);
        String service = CLUSTER.get().serviceToken("crm", "rooms.request.*");
        rest.call(200, "broadcast", service, object().put("data", "soon over"), id);
        rest.call(403, "broadcast", token, object().put("data", 1), id);
        rest.call(204, "kickPeer", token, null, id, guest.id());
        rest.call(204, "ban", token, null, id, "device:nobody");
        rest.call(204, "unban", token, null, id, "device:nobody");
        rest.call(204, "deleteRoom", token, null, id);
    }

    private String invited(JsonNode call) {
        return call.at("/invitations/0/invitationId").asText();
    }

    private void calls(String caller, String callee, String callees) {
        JsonNode answered = ring(caller, callee);
        rest.call(
                200,
                "getCall",
                CLUSTER.get().serviceToken("crm"),
                null,
                answered.path("callId").asText());
        rest.call(200, "acceptInvitation", callees, null, invited(answered));
        rest.call(200, "getCallTimeline", callees, null, answered.path("callId").asText());
        rest.call(200, "endCall", caller, null, answered.path("callId").asText());
        rest.call(200, "rejectInvitation", callees, object().put("reason", "busy"), invited(ring(caller, callee)));
        rest.call(
                200,
                "cancelCall",
                caller,
                null,
                ring(caller, callee).path("callId").asText());
        assertThat(rest.call(200, "listCalls?limit=10", callees, null).path("calls"))
                .hasSize(3);
    }

    private JsonNode ring(String caller, String callee) {
        ObjectNode body = object().put("callType", "audio").put("requestId", Ids.random(6));
        body.withArray("invitees").add(callee);
        return rest.call(201, "createCall", caller, body);
    }

    private void people(String token, String other) {
        rest.call(200, "getPerson", token, null, other);
        rest.call(200, "blockPerson", token, null, other);
        rest.call(200, "unblockPerson", token, null, other);
    }

    private void accounts(String name, String token) {
        rest.call(409, "register", null, credentials(name));
        rest.call(422, "register", null, credentials("?!?"));
        rest.call(401, "login", null, credentials(name).put("password", "not this one"));
        ObjectNode change = object().put("old", PASSWORD).put("new", PASSWORD + " staple");
        String fresh = token(rest.call(200, "changePassword", token, change));
        rest.call(401, "refresh", null, object().put("token", token));
        rest.call(200, "logoutAll", fresh, null);
        ObjectNode login = credentials(name).put("password", PASSWORD + " staple");
        String last = token(rest.call(200, "login", null, login));
        rest.call(200, "deleteAccount", last, object().put("password", PASSWORD + " staple"));
    }

    private void events() {
        String service = CLUSTER.get().serviceToken("feed", "events.>");
        JsonNode page = rest.call(200, "readEvents?feed=rooms&limit=5", service, null);
        rest.call(200, "readEvents?after=" + page.path("next").asLong(), service, null);
        rest.call(200, "readEvents?after=latest", service, null);
        rest.call(400, "readEvents?after=-1", service, null);
        rest.call(400, "readEvents?after=900000000000", service, null);
        rest.call(403, "readEvents?feed=calls", CLUSTER.get().serviceToken("feed", "events.rooms"), null);
    }

    private void webhooks() {
        String service = CLUSTER.get().serviceToken("feed", "webhooks", "events.>");
        ObjectNode asked = object().put("url", "http://192.0.2.1/hook");
        asked.putArray("feeds").add("rooms");
        rest.call(400, "createWebhook", service, asked);
        // an address of the public Internet that nobody has: it is not sent to before an event of a call comes
        ObjectNode calls = object().put("url", "https://8.8.8.8:1/hook");
        calls.putArray("feeds").add("calls");
        calls.putArray("types").add("call.none");
        String id = rest.call(201, "createWebhook", service, calls).path("id").asText();
        assertThat(rest.call(200, "listWebhooks", service, null).toString())
                .contains(id)
                .doesNotContain("secret");
        rest.call(200, "updateWebhook", service, object().put("enabled", false), id);
        rest.call(404, "updateWebhook", CLUSTER.get().serviceToken("feed", "webhooks", "events.rooms"), object(), id);
        rest.call(200, "listDeadEvents", service, null, id);
        rest.call(200, "replayDeadEvents", service, null, id);
        rest.call(204, "deleteWebhook", service, null, id);
        rest.call(404, "deleteWebhook", service, null, id);
        rest.call(403, "listWebhooks", CLUSTER.get().serviceToken("feed", "events.>"), null);
    }

    private void node() {
        String operator = CLUSTER.get().serviceToken("operator", "nodes");
        assertThat(rest.call(200, "listNodes", operator, null).path("nodes")).hasSize(3);
        rest.call(403, "listNodes", register(name()), null);
        rest.call(400, "drainNode", operator, null, "nobody");
        rest.call(200, "getKeys", null, null);
        rest.call(200, "getLiveness", null, null);
        rest.call(200, "getReadiness", null, null);
        for (String text : new String[] {"getMetrics", "getOpenApi", "getAsyncApi"}) {
            assertThat(rest.send(text, null, null).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void whatIsNotThereIsRefusedAsDocumented() {
        String token = register(name());
        rest.call(404, "getRoom", token, null, NO_ROOM);
        rest.call(404, "updateRoom", token, object(), NO_ROOM);
        rest.call(404, "deleteRoom", token, null, NO_ROOM);
        rest.call(404, "listPeers", token, null, NO_ROOM);
        rest.call(404, "kickPeer", token, null, NO_ROOM, "p_nobody");
        rest.call(404, "ban", token, null, NO_ROOM, "device:nobody");
        rest.call(404, "broadcast", CLUSTER.get().serviceToken("crm"), object().put("data", 1), NO_ROOM);
        rest.call(404, "getCall", CLUSTER.get().serviceToken("crm"), null, NO_CALL);
        rest.call(404, "endCall", token, null, NO_CALL);
        rest.call(404, "cancelCall", token, null, NO_CALL);
        rest.call(404, "getCallTimeline", token, null, NO_CALL);
        rest.call(404, "acceptInvitation", token, null, NO_INVITATION);
        rest.call(404, "rejectInvitation", token, null, NO_INVITATION);
        rest.call(404, "getPerson", token, null, "nobody-of-this-name");
        rest.call(404, "blockPerson", token, null, "nobody-of-this-name");
        rest.call(400, "listRooms?limit=0", null, null);
        rest.call(400, "getRoom", null, null, "not.an.id");
        rest.call(400, "createRoom", null, object().put("maxPeers", "many"));
    }

    @Test
    void aTokenThatIsNoneOfOursIsRefusedByEveryOperationThatReadsOne() {
        rest.operations()
                .filter(RestContract.Operation::takesToken)
                .forEach(op -> rest.call(401, op.id(), "garbage", null, "x", "x"));
    }

    @Test
    void whatIsOnlyForSomebodyIsRefusedToNobody() {
        rest.operations()
                .filter(op -> op.json().has("security"))
                .filter(RestContract.Operation::takesToken)
                .forEach(op -> assertThat(rest.send(op.id(), null, null, NO_ROOM, "device:x")
                                .statusCode())
                        .as(op.id())
                        .isIn(401, 403, 404));
    }
}
