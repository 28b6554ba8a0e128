package dev.parley.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.protocol.Grants;
import dev.parley.protocol.UserRef;
import dev.parley.protocol.lane.Op;
import org.junit.jupiter.api.Test;

/** A token opens the doors that it names, and the request never leaves the gateway where it does not. */
class GrantsTest {
    private final LaneWorld world = new LaneWorld();

    private Client with(Grants grants) {
        Client client = world.connect();
        String token = world.tokens.issueRoomToken(new UserRef("u_1", "zoe"), "Zoë", grants, 600);
        client.open("{\"protocol\":1,\"token\":\"" + token + "\"}");
        return client;
    }

    private static void assertNotAllowed(JsonNode answer) {
        assertThat(answer.path("message").asText()).as(answer.toString()).isEqualTo("not_allowed");
    }

    @Test
    void aRoomsTokenIsForThatRoom() {
        Client client = with(Grants.toJoin("demo"));
        assertNotAllowed(client.request("rooms.request.join", "{\"roomId\":\"other\"}"));
        assertNotAllowed(client.request("rooms.request.lock", "{\"roomId\":\"other\",\"locked\":true}"));
        assertNotAllowed(client.request("rooms.request.create", "{\"visibility\":\"public\"}"));
        assertThat(world.requests(Op.JOIN)).isEmpty();
        assertThat(world.requests(Op.LOCK)).isEmpty();
        assertThat(world.requests(Op.CREATE)).isEmpty();
        client.join("demo");
        assertThat(world.lastRequest(Op.JOIN).key()).isEqualTo("demo");
    }

    @Test
    void aRoomsTokenIsNotForPeopleAndCalls() {
        Client client = with(Grants.toJoin("demo"));
        assertNotAllowed(client.request("people.request.get", "{\"username\":\"bob\"}"));
        assertNotAllowed(client.request("calls.request.history", "{}"));
        assertThat(world.requests(Op.PERSON)).isEmpty();
        assertThat(world.requests(Op.HISTORY)).isEmpty();
    }

    @Test
    void aRoomsTokenThatMayCreateCreatesThatRoomOnly() {
        Client client = with(new Grants("demo", true, true, false, false));
        assertNotAllowed(client.request("rooms.request.create", "{\"visibility\":\"public\"}"));
        assertNotAllowed(client.request("rooms.request.create", "{\"roomId\":\"other\"}"));
        assertThat(world.requests(Op.CREATE)).isEmpty();
    }

    @Test
    void whoMayNotJoinDoesNot() {
        Client client = with(new Grants(null, false, true, false, false));
        assertNotAllowed(client.request("rooms.request.join", "{\"roomId\":\"demo\"}"));
        assertThat(world.requests(Op.JOIN)).isEmpty();
    }

    @Test
    void aRenewalWithAnotherTokenChangesWhatIsAllowed() {
        Client client = with(Grants.toJoin("demo"));
        String broader = world.tokens.issue(new UserRef("u_1", "zoe"), "Zoë", 0);
        client.open("{\"protocol\":1,\"token\":\"" + broader + "\"}");
        client.join("other");
        assertThat(world.lastRequest(Op.JOIN).key()).isEqualTo("other");
    }

    @Test
    void aGuestMayWhatAUserMay() {
        world.guest().join("demo");
        assertThat(world.lastRequest(Op.JOIN).key()).isEqualTo("demo");
    }
}
