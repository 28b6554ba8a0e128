package dev.parley.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.protocol.CloseReason;
import dev.parley.protocol.Code;
import dev.parley.protocol.lane.Op;
import dev.parley.protocol.lane.ToGateway.Mark;
import dev.parley.protocol.lane.ToOwner.Attach;
import dev.parley.protocol.lane.ToOwner.Detach;
import dev.parley.protocol.lane.ToOwner.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A session that is opened again: the same peer, its rooms back, and nobody else's. */
class ResumeTest {
    private static final String RESUMED = "{\"roomId\":\"a\",\"resumed\":true}";

    private final LaneWorld world = new LaneWorld();

    private static String resume(String token, String... rooms) {
        StringBuilder named = new StringBuilder();
        for (String room : rooms) {
            named.append(named.isEmpty() ? "" : ",")
                    .append("{\"roomId\":\"" + room + "\",\"epoch\":\"" + LaneWorld.EPOCH + "\",\"seq\":3}");
        }
        return "{\"protocol\":1,\"resume\":{\"resumeToken\":\"" + token + "\",\"rooms\":[" + named + "]}}";
    }

    @Test
    void thePeerStaysTheSameAndTheGenerationGrows() {
        Client first = world.guest();
        first.disconnect();
        Client second = world.connect();
        JsonNode reply = second.open(resume(first.resumeToken));
        assertThat(reply.path("resumed").asBoolean()).isTrue();
        assertThat(second.peerId).isEqualTo(first.peerId);
        second.join("a");
        assertThat(world.lastRequest(Op.JOIN).actor().generation()).isEqualTo(2);
        second.disconnect();
        Client third = world.connect();
        third.open(resume(second.resumeToken));
        third.join("a");
        assertThat(world.lastRequest(Op.JOIN).actor().generation()).isEqualTo(3);
    }

    @Test
    void eachNamedRoomIsAskedForAndItsStreamFollowsOnceRegistered() {
        Client first = world.guest();
        Client second = world.connect();
        String open = second.ask("session.open", resume(first.resumeToken, "a", "b"));
        assertThat(second.answer(open)).as("before the owners answered").isNull();
        world.answer(world.requests(Op.RESUME).get(0), RESUMED, LaneWorld.EPOCH, 3);
        world.answer(world.requests(Op.RESUME).get(1), "{\"roomId\":\"b\",\"gone\":\"left\"}");
        JsonNode rooms = second.answer(open).at("/body/rooms");
        assertThat(rooms.get(0).path("resumed").asBoolean()).isTrue();
        assertThat(rooms.get(1).path("gone").asText()).isEqualTo("left");

        second.peerId = first.peerId;
        second.registerRoom("a");
        Attach attach = world.bus.sent(Attach.class).get(0);
        assertThat(attach.seq()).isEqualTo(3);
        assertThat(attach.generation()).isEqualTo(2);
        world.deliver(second, "a", 4);
        assertThat(second.numbers()).containsExactly(4L);
    }

    @Test
    void theNewestOpeningOnALaneWins() {
        Client first = world.guest();
        Client second = world.connect();
        second.open(resume(first.resumeToken));
        assertThat(first.socket.closeCode()).isEqualTo(CloseReason.CONTINUED_ELSEWHERE.code());
        assertThat(second.socket.closeCode()).isZero();
        first.disconnect();
        second.join("a");
        world.joined(second, "a", LaneWorld.EPOCH, 0);
        second.registerRoom("a");
        world.deliver(second, "a", 1);
        assertThat(second.numbers())
                .as("delivered by peer id after the former socket is gone")
                .containsExactly(1L);
    }

    @Test
    void aReplayedTokenOfAnOlderOpeningDoesNotEndTheLiveOne() {
        Client first = world.guest();
        first.disconnect();
        Client live = world.connect();
        live.open(resume(first.resumeToken));
        live.disconnect();
        Client newest = world.connect();
        newest.open(resume(live.resumeToken));

        Client replay = world.connect();
        JsonNode answer = replay.request("session.open", resume(first.resumeToken));
        assertThat(answer.path("message").asText()).isEqualTo("token_invalid");
        assertThat(newest.socket.closeCode()).isZero();
        assertThat(replay.request("rooms.request.get", "{\"roomId\":\"a\"}")
                        .path("message")
                        .asText())
                .isEqualTo("not_open");
    }

    @Test
    void aUsersSessionIsResumedByThatUserOnly() {
        Client zoe = world.connect();
        zoe.open("{\"protocol\":1,\"token\":\"" + Forge.user("u1", "zoe") + "\"}");
        String resume = resume(zoe.resumeToken);
        Client guest = world.connect();
        assertThat(guest.request("session.open", resume).path("message").asText())
                .isEqualTo("token_invalid");
        Client bob = world.connect();
        String asBob = resume.replace("\"protocol\":1", "\"protocol\":1,\"token\":\"" + Forge.user("u2", "bob") + "\"");
        assertThat(bob.request("session.open", asBob).path("message").asText()).isEqualTo("token_invalid");
        assertThat(zoe.socket.closeCode()).isZero();
        Client zoeAgain = world.connect();
        String asZoe = resume.replace("\"protocol\":1", "\"protocol\":1,\"token\":\"" + Forge.user("u1", "zoe") + "\"");
        zoeAgain.open(asZoe);
        assertThat(zoeAgain.peerId).isEqualTo(zoe.peerId);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "x.y.z", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJwXzEifQ."})
    void aTokenThatIsNoneBeginsANewSession(String token) {
        JsonNode reply = world.connect().open(resume(token, "a"));
        assertThat(reply.path("resumed").asBoolean(true)).isFalse();
        assertThat(reply.path("rooms").size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"roomId\":\"a b\"}]",
                "[{\"roomId\":7}]",
                "[7]",
                "[{}]",
                "[null]",
                "[{\"roomId\":\"ok\"},{\"roomId\":\"\"}]",
                "[{\"roomId\":\"a\"},{\"roomId\":\"b\"},{\"roomId\":\"c\"},{\"roomId\":\"d\"},{\"roomId\":\"e\"}]"
            })
    void malformedRoomsAreRefusedBeforeAnythingHappens(String rooms) {
        Client first = world.guest();
        Client second = world.connect();
        String body =
                "{\"protocol\":1,\"resume\":{\"resumeToken\":\"" + first.resumeToken + "\",\"rooms\":" + rooms + "}}";
        assertThat(second.request("session.open", body).path("message").asText())
                .isEqualTo("invalid_argument");
        assertThat(first.socket.closeCode()).as("the live session").isZero();
        assertThat(world.requests(Op.RESUME)).isEmpty();
    }

    @Test
    void anOpeningThatFailsHalfWayLeavesNothingBehind() {
        Client first = world.guest();
        first.disconnect();
        Client second = world.connect();
        String open = second.ask("session.open", resume(first.resumeToken, "a", "b"));
        Request a = world.requests(Op.RESUME).get(0);
        world.refuse(world.requests(Op.RESUME).get(1), Code.UNAVAILABLE, "Later.");
        world.answer(a, RESUMED, LaneWorld.EPOCH, 3);
        assertThat(second.answer(open).path("message").asText()).isEqualTo("unavailable");
        assertThat(second.answer(open).path("retryAfterMs").asLong()).isPositive();
        assertThat(world.bus.sent(Detach.class)).extracting(Detach::key).containsExactly("a");
        assertThat(world.lane.peers()).isZero();

        second.open("{\"protocol\":1}");
        assertThat(second.peerId).isNotEqualTo(first.peerId);
        assertThat(world.lane.peers()).isEqualTo(1);
        second.disconnect();
        assertThat(world.lane.peers()).isZero();
        assertThat(world.lane.sockets()).isZero();
    }

    @Test
    void anOpeningThatFailedMayBeRepeatedOnTheSameSocket() {
        Client first = world.guest();
        first.disconnect();
        Client second = world.connect();
        second.ask("session.open", resume(first.resumeToken, "a"));
        world.refuse(world.lastRequest(Op.RESUME), Code.UNAVAILABLE, "Later.");
        String open = second.ask("session.open", resume(first.resumeToken, "a"));
        world.answer(world.lastRequest(Op.RESUME), RESUMED, LaneWorld.EPOCH, 3);
        assertThat(second.answer(open).at("/body/peerId").asText()).isEqualTo(first.peerId);
    }

    @Test
    void aSocketThatClosesWhileItResumesLeavesNoGhost() {
        Client first = world.guest();
        first.disconnect();
        Client second = world.connect();
        second.ask("session.open", resume(first.resumeToken, "a"));
        second.disconnect();
        world.answer(world.lastRequest(Op.RESUME), RESUMED, LaneWorld.EPOCH, 3);
        assertThat(world.bus.sent(Detach.class)).hasSize(1);
        Detach detach = world.bus.sent(Detach.class).get(0);
        assertThat(detach.gone()).isTrue();
        assertThat(detach.seq()).isEqualTo(3);
        assertThat(detach.generation()).isEqualTo(2);
        assertThat(world.lane.peers()).isZero();
    }

    @Test
    void whileASessionOpensNothingElseIsServed() {
        Client first = world.guest();
        Client second = world.connect();
        second.ask("session.open", resume(first.resumeToken, "a"));
        assertThat(second.request("rooms.request.get", "{\"roomId\":\"a\"}")
                        .path("message")
                        .asText())
                .isEqualTo("not_open");
        assertThat(second.request("session.open", "{\"protocol\":1}")
                        .path("message")
                        .asText())
                .isEqualTo("invalid_argument");
    }

    @Test
    void framesOfAResumedRoomWaitForTheRegistrations() {
        Client first = world.guest();
        Client second = world.connect();
        second.ask("session.open", resume(first.resumeToken, "a"));
        world.answer(world.lastRequest(Op.RESUME), RESUMED, LaneWorld.EPOCH, 3);
        second.peerId = first.peerId;
        world.deliver(second, "a", LaneWorld.EPOCH, 4, Mark.NEXT);
        assertThat(second.numbers()).isEmpty();
    }
}
