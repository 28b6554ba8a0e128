package dev.parley.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParleyClientTest {
    private final ManualLoop loop = new ManualLoop();
    private final ScriptedServer server = new ScriptedServer();
    private final Recorder recorder = new Recorder();
    private final List<Integer> attempts = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private ParleyClient client;

    @BeforeEach
    void create() {
        ClientOptions options = ClientOptions.of("http://a").withBackoff(attempt -> {
            attempts.add(attempt);
            return 100;
        });
        client = new ParleyClient(loop, server, options, new ClientListener() {
            @Override
            public void lost(int code) {
                told.add("lost " + code);
            }

            @Override
            public void closed(int code) {
                told.add("closed " + code);
            }
        });
    }

    private void opened() {
        client.open();
        server.link().opens(false, "[]");
    }

    private Room joined() {
        opened();
        Future<Room> room = client.join("r", recorder);
        server.link().letsIn("r");
        return room.result();
    }

    @Test
    void openingTriesOneNodeAfterTheOther() {
        ClientOptions options = ClientOptions.of("http://dead", "http://live").withBackoff(attempt -> 100);
        server.unreachable.add("http://dead");
        ParleyClient other = new ParleyClient(loop, server, options, ClientListener.SILENT);
        Future<SessionInfo> open = other.open();
        loop.pass(100);
        server.link().opens(false, "[]");

        assertThat(server.tried).containsExactly("http://dead", "http://live");
        assertThat(open.result().peerId()).isEqualTo("me");
    }

    @Test
    void openingGivesUpAtItsDeadline() {
        server.unreachable.add("http://a");
        Future<SessionInfo> open = client.open();
        loop.pass(20_000);

        assertThat(open.failed()).isTrue();
        assertThat(told).containsExactly("closed 1000");
    }

    @Test
    void aPongIsAnsweredWithAPing() {
        opened();
        server.link().frame("{\"type\":\"pong\"}");

        assertThat(server.link().take("ping", "")).hasSize(1);
    }

    @Test
    void aSilentServerIsLeft() {
        opened();
        ScriptedServer.Connected first = server.link();
        loop.pass(31_000);

        assertThat(first.closedByClient).isTrue();
        assertThat(server.link()).isNotSameAs(first);
        assertThat(told).contains("lost 1006");
    }

    @ParameterizedTest
    @ValueSource(ints = {1006, 1001, 3000, 3001, 3002, 3499})
    void theClientComesBackAfterBackingOffOnTheNextNode(int code) {
        opened();
        server.link().drop(code);
        assertThat(server.tried).hasSize(1);
        loop.pass(100);

        assertThat(server.tried).containsExactly("http://a", "http://b");
        assertThat(attempts).containsExactly(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {3500, 3501, 3502, 3503, 3999})
    void theClientStaysAwayWhenToldSo(int code) {
        Room room = joined();
        server.link().drop(code);
        loop.pass(60_000);

        assertThat(server.tried).hasSize(1);
        assertThat(told).containsExactly("closed " + code);
        assertThat(recorder.end).isEqualTo("closed");
        assertThat(room.isMember()).isFalse();
    }

    @Test
    void attemptsThatFailBackOffFurther() {
        opened();
        server.unreachable.addAll(List.of("http://a", "http://b"));
        server.link().drop(1006);
        loop.pass(350);

        assertThat(attempts).containsExactly(1, 2, 3, 4);
    }

    @Test
    void aTokenThatIsRefusedEndsTheClient() {
        Future<SessionInfo> open = client.open();
        server.link().refuse(server.link().takeRequest("session.open"), 401, "token_invalid", "");

        assertThat(((RequestException) open.cause()).code()).isEqualTo("token_invalid");
        assertThat(told).containsExactly("closed 3501");
    }

    @Test
    void aServerThatIsBusyIsTriedAgain() {
        client.open();
        server.link().refuse(server.link().takeRequest("session.open"), 503, "unavailable", "");
        loop.pass(100);
        server.link().opens(false, "[]");

        assertThat(client.session().peerId()).isEqualTo("me");
    }

    @Test
    void aBusyServerIsAskedAgainOnTheSameConnectionWhenItSaid() {
        client.open();
        ScriptedServer.Connected first = server.link();
        first.refuse(first.takeRequest("session.open"), 503, "unavailable", ",\"retryAfterMs\":2000");
        loop.pass(2_099);
        assertThat(first.take("send", "session.open")).isEmpty();
        loop.pass(1);
        first.opens(false, "[]");

        assertThat(client.session().peerId()).isEqualTo("me");
        assertThat(server.tried).hasSize(1);
        assertThat(first.closedByClient).isFalse();
    }

    @Test
    void aServerThatIsBusyAgainAndAgainIsLeft() {
        client.open();
        ScriptedServer.Connected first = server.link();
        for (int i = 0; i <= Connection.REFUSALS_MAX; i++) {
            first.refuse(first.takeRequest("session.open"), 503, "unavailable", ",\"retryAfterMs\":1000");
            loop.pass(1_100);
        }

        assertThat(first.closedByClient).isTrue();
        assertThat(server.tried).hasSize(2);
    }

    @Test
    void aConnectionThatIsLostWhileTheServerIsBusyIsNotWaitedFor() {
        client.open();
        ScriptedServer.Connected first = server.link();
        first.refuse(first.takeRequest("session.open"), 503, "unavailable", ",\"retryAfterMs\":2000");
        first.drop(3000);
        loop.pass(100);
        server.link().opens(false, "[]");
        loop.pass(3_000);

        assertThat(server.link().take("send", "session.open")).isEmpty();
        assertThat(server.tried).hasSize(2);
    }

    @Test
    void resumingNamesEachRoomAndWhereItsStreamStands() {
        joined();
        server.link().event("r", "chat", "e1", 1, ",\"id\":\"x\"");
        server.link().drop(1006);
        loop.pass(100);
        JsonNode body = server.link().opens(true, "[{\"roomId\":\"r\",\"resumed\":true}]");

        assertThat(body.path("resume").path("resumeToken").asText()).isEqualTo("token");
        assertThat(body.path("resume").path("rooms").toString())
                .isEqualTo("[{\"roomId\":\"r\",\"epoch\":\"e1\",\"seq\":1}]");
        assertThat(registered()).containsExactly("rooms.events.r", "webrtc.signal.r.me");
    }

    private List<String> registered() {
        return server.link().take("register", "").stream()
                .map(frame -> frame.path("address").asText())
                .toList();
    }

    @Test
    void bothAddressesAreRegisteredOnlyAfterTheJoin() {
        opened();
        client.join("r", recorder);
        assertThat(registered()).isEmpty();
        server.link().letsIn("r");

        assertThat(registered()).containsExactly("rooms.events.r", "webrtc.signal.r.me");
    }

    @Test
    void aSessionThatIsNotResumedEndsItsRooms() {
        joined();
        server.link().drop(1006);
        loop.pass(100);
        server.link().opens(false, "[]");

        assertThat(recorder.end).isEqualTo("session-lost");
    }

    @Test
    void aRoomThatIsGoneEnds() {
        joined();
        server.link().drop(1006);
        loop.pass(100);
        server.link().opens(true, "[{\"roomId\":\"r\",\"gone\":\"timeout\"}]");

        assertThat(recorder.end).isEqualTo("timeout");
    }

    @Test
    void aResyncOnResumeBringsTheRosterAndTheStreamGoesOnFromIt() {
        Room room = joined();
        server.link().drop(1006);
        loop.pass(100);
        String peers = "[" + ScriptedServer.Connected.peer("c", 7) + "]";
        server.link()
                .opens(true, "[{\"roomId\":\"r\",\"resync\":true,\"epoch\":\"e2\",\"seq\":5,\"peers\":" + peers + "}]");
        server.link().signal("r", "c", 1, "e2", 6, "1");

        assertThat(room.peers()).extracting(PeerInfo::peerId).containsExactly("c");
        assertThat(recorder.events).containsExactly("resync");
        assertThat(recorder.signals).containsExactly("c1:1");
    }

    @Test
    void aResumeShowsTheNewestTokenWhichAJoinBrought() {
        opened();
        client.join("r", recorder);
        server.link()
                .reply(
                        server.link().takeRequest("rooms.request.join"),
                        "{\"room\":{},\"self\":" + ScriptedServer.Connected.peer("me", 3)
                                + ",\"peers\":[],\"epoch\":\"e1\",\"seq\":0,\"resumeToken\":\"with-a-seat\"}");
        server.link().drop(1006);
        loop.pass(100);

        assertThat(server.link().opens(true, "[]").at("/resume/resumeToken").asText())
                .isEqualTo("with-a-seat");
    }

    @Test
    void aResumeSaysWhatGuardsTheClientSaw() {
        joined();
        assertThat(guardedOnResume()).isFalse();
        server.link().event("r", "room-updated", "e1", 1, ",\"room\":{\"locked\":true}");
        assertThat(guardedOnResume()).isTrue();
        server.link().event("r", "room-updated", "e1", 2, ",\"room\":{\"locked\":false}");
        assertThat(guardedOnResume()).isFalse();
        server.link().event("r", "peer-left", "e1", 3, ",\"peerId\":\"a\",\"reason\":\"banned\"");
        assertThat(guardedOnResume()).isTrue();
    }

    private boolean guardedOnResume() {
        server.link().drop(1006);
        loop.pass(1_000);
        return server.link()
                .opens(true, "[{\"roomId\":\"r\",\"resumed\":true}]")
                .at("/resume/rooms/0/guarded")
                .asBoolean();
    }

    @Test
    void requestsThatMayBeRepeatedOutliveTheConnection() {
        opened();
        Future<Room> room = client.join("r", recorder);
        server.link().drop(1006);
        loop.pass(100);
        server.link().opens(true, "[]");
        loop.pass(100);
        server.link().letsIn("r");

        assertThat(room.succeeded()).isTrue();
    }

    @Test
    void requestsThatMustNotBeRepeatedFailWithIt() {
        opened();
        Future<JsonNode> created = client.createRoom(dev.parley.protocol.Json.newObject());
        server.link().drop(1006);

        assertThat(((RequestException) created.cause()).code()).isEqualTo(RequestException.DISCONNECTED);
    }

    @Test
    void aRequestThatIsNeverAnsweredFailsAtItsDeadline() {
        opened();
        Future<Room> room = client.join("r", recorder);
        for (int i = 0; i < 16; i++) {
            server.link().frame("{\"type\":\"pong\"}");
            loop.pass(1_000);
        }

        assertThat(((RequestException) room.cause()).code()).isEqualTo(RequestException.TIMEOUT);
    }

    @Test
    void aRefusedJoinLeavesTheRoomFree() {
        opened();
        Future<Room> room = client.join("r", recorder);
        server.link().refuse(server.link().takeRequest("rooms.request.join"), 401, "wrong_password", "");
        Future<Room> again = client.join("r", recorder);
        server.link().letsIn("r");

        assertThat(((RequestException) room.cause()).code()).isEqualTo("wrong_password");
        assertThat(again.succeeded()).isTrue();
    }

    @Test
    void aJoinWaitsForTheLeaveBeforeIt() {
        Room room = joined();
        room.leave();
        Future<Room> again = client.join("r", recorder);
        ObjectNode leave = server.link().takeRequest("rooms.request.leave");
        assertThat(server.link().take("send", "rooms.request.join")).isEmpty();
        server.link().reply(leave, "{}");
        server.link().letsIn("r");

        assertThat(again.succeeded()).isTrue();
        assertThat(recorder.end).isEqualTo("left");
    }
}
