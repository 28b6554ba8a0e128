package dev.parley.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.Json;
import dev.parley.protocol.Slice;
import dev.parley.protocol.lane.Frame;
import dev.parley.protocol.lane.Op;
import dev.parley.protocol.lane.ToGateway.Deliver;
import dev.parley.protocol.lane.ToGateway.Mark;
import dev.parley.protocol.lane.ToOwner.Request;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Resume tokens know the rooms that the session is in, so that owners who have forgotten can take its peer back. */
class SeatsTest {
    private static final long JOINED_AT = 1_800_000_000_000L;

    private final LaneWorld world = new LaneWorld(configs());

    private static Configs configs() {
        Configs configs = new Configs();
        configs.roomsPerSession = 64;
        return configs;
    }

    private static String self(String name) {
        return "\"self\":{\"peerId\":\"p\",\"displayName\":\"" + name + "\",\"role\":\"host\",\"joinedAt\":" + JOINED_AT
                + "}";
    }

    private static String joinReply(String room, String name, boolean guarded) {
        return "{\"room\":{\"roomId\":\"" + room + "\",\"odd\":1e400}," + self(name) + ",\"guarded\":" + guarded
                + ",\"epoch\":\"" + LaneWorld.EPOCH + "\",\"seq\":0}";
    }

    /** The client's own frame, as text, that answers its join. */
    private String joined(Client client, String room, String name, boolean guarded) {
        client.join(room);
        world.answer(world.lastRequest(Op.JOIN), joinReply(room, name, guarded), LaneWorld.EPOCH, 0);
        client.resumeToken = client.last().at("/body/resumeToken").textValue();
        return client.socket.sent.get(client.socket.sent.size() - 1);
    }

    private List<Seat> seats(String token) {
        return world.tokens.readResume(token).result().seats();
    }

    private static String resume(String token, String rooms) {
        return "{\"protocol\":1,\"resume\":{\"resumeToken\":\"" + token + "\",\"rooms\":[" + rooms + "]}}";
    }

    @Test
    void theAnswerToAJoinBringsATokenThatKnowsTheRoom() {
        Client client = world.guest();
        String frame = joined(client, "a", "Guest", false);
        assertThat(seats(client.resumeToken)).containsExactly(new Seat("a", JOINED_AT, "host", "", false));
        assertThat(frame)
                .as("the owner's words, untouched")
                .contains(joinReply("a", "Guest", false).replaceFirst("}$", ",\"resumeToken\":"));
    }

    @Test
    void everyTokenKnowsAllRoomsAndTheNamesThatOneHasThere() {
        Client client = world.guest();
        joined(client, "a", "Guest", false);
        joined(client, "b", "Zoë", true);
        assertThat(seats(client.resumeToken))
                .containsExactlyInAnyOrder(
                        new Seat("a", JOINED_AT, "host", "", false), new Seat("b", JOINED_AT, "host", "Zoë", true));
        assertThat(seats(client.open("{\"protocol\":1}").get("resumeToken").textValue()))
                .as("a renewed session")
                .hasSize(2);
    }

    @Test
    void leavingTakesTheSeatOutOfTheNextToken() {
        Client client = world.guest();
        joined(client, "a", "Guest", false);
        client.ask("rooms.request.leave", "{\"roomId\":\"a\"}");
        world.answer(world.lastRequest(Op.LEAVE), "{}");
        joined(client, "b", "Guest", false);
        assertThat(seats(client.resumeToken)).extracting(Seat::roomId).containsExactly("b");
    }

    @Test
    void whoWaitsInALobbyHasNoSeatBeforeItIsAdmitted() {
        Client client = world.guest();
        client.registerRoom("a");
        client.join("a");
        world.answer(world.lastRequest(Op.JOIN), "{\"waiting\":true}", LaneWorld.EPOCH, -1);
        assertThat(client.last().at("/body/resumeToken").isMissingNode()).isTrue();
        String head = "{\"type\":\"rec\",\"address\":\"rooms.events.a\",\"body\":{\"type\":\"admitted\",\"seq\":";
        Frame admitted = new Frame(Slice.utf8(head), Slice.utf8("," + self("Guest") + ",\"guarded\":true}}"));
        world.lane.receive(new Deliver("a", LaneWorld.EPOCH, client.peerId, 4, Mark.START, admitted, "", 0));
        assertThat(client.last().at("/body/seq").asLong()).isEqualTo(4);
        assertThat(seats(client.last().at("/body/resumeToken").textValue()))
                .containsExactly(new Seat("a", JOINED_AT, "host", "", true));
    }

    @Test
    void aResumeTellsTheOwnerTheSeatOfTheTokenAndNothingThatTheClientClaims() {
        Client first = world.guest();
        joined(first, "a", "Guest", false);
        Client second = world.connect();
        String forged = ",\"seat\":{\"joinedAt\":1,\"role\":\"host\",\"guarded\":false},\"self\":{}";
        second.ask(
                "session.open",
                resume(
                        first.resumeToken,
                        "{\"roomId\":\"a\",\"epoch\":\"e\",\"seq\":3,\"guarded\":true" + forged + "},{\"roomId\":\"b\""
                                + forged + "}"));
        ObjectNode a = body(world.requests(Op.RESUME).get(0));
        assertThat(a.toString())
                .isEqualTo("{\"epoch\":\"e\",\"seq\":3,\"guarded\":true,\"seat\":{\"joinedAt\":" + JOINED_AT
                        + ",\"role\":\"host\",\"name\":\"\",\"guarded\":false}}");
        assertThat(body(world.requests(Op.RESUME).get(1)).toString()).isEqualTo("{}");
    }

    @Test
    void theTokenOfAResumeKnowsTheRoomsThatCameBack() {
        Client first = world.guest();
        joined(first, "a", "Guest", false);
        joined(first, "b", "Guest", false);
        Client second = world.connect();
        String open = second.ask("session.open", resume(first.resumeToken, "{\"roomId\":\"a\"},{\"roomId\":\"b\"}"));
        String back = "{\"roomId\":\"a\"," + self("Guest") + ",\"guarded\":true,\"resumed\":true}";
        world.answer(world.requests(Op.RESUME).get(0), back, LaneWorld.EPOCH, 3);
        world.answer(world.requests(Op.RESUME).get(1), "{\"roomId\":\"b\",\"gone\":\"timeout\"}");
        JsonNode reply = second.answer(open).get("body");
        assertThat(seats(reply.get("resumeToken").textValue()))
                .containsExactly(new Seat("a", JOINED_AT, "host", "", true));
        assertThat(reply.at("/rooms/0").toString())
                .as("what is for the lane stays there")
                .isEqualTo("{\"roomId\":\"a\",\"resumed\":true}");
    }

    @Test
    void aTokenForOneRoomBringsNoSeatInAnother() {
        Client first = world.connect();
        first.open("{\"protocol\":1,\"token\":\"" + Forge.user("u1", "zoe") + "\"}");
        joined(first, "a", "zoe", false);
        Client second = world.connect();
        String narrow = world.tokens.issueRoomToken(
                new dev.parley.protocol.UserRef("u1", "zoe"),
                "zoe",
                new dev.parley.protocol.Grants("b", true, false, false, false),
                60);
        second.ask(
                "session.open",
                resume(first.resumeToken, "{\"roomId\":\"a\"}").replaceFirst("}$", ",\"token\":\"" + narrow + "\"}"));
        assertThat(body(world.lastRequest(Op.RESUME)).has("seat")).isFalse();
    }

    @Test
    void howeverManyRoomsATokenCanBeRead() {
        Client client = world.connect();
        client.open("{\"protocol\":1,\"displayName\":\"" + "漢".repeat(64) + "\"}");
        for (int i = 0; i < 64; i++) {
            joined(client, "x".repeat(60) + (1_000 + i), "字".repeat(64), true);
        }
        assertThat(seats(client.resumeToken)).hasSizeBetween(5, 63);
    }

    private static ObjectNode body(Request request) {
        return Json.object(request.body());
    }
}
