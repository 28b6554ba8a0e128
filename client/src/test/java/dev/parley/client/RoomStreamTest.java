package dev.parley.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RoomStreamTest {
    private final ManualLoop loop = new ManualLoop();
    private final ScriptedServer server = new ScriptedServer();
    private final Recorder recorder = new Recorder();
    private ParleyClient client;
    private Future<Room> joining;

    @BeforeEach
    void ask() {
        client = new ParleyClient(
                loop, server, ClientOptions.of("http://a").withBackoff(attempt -> 10), ClientListener.SILENT);
        client.open();
        server.link().opens(false, "[]");
        joining = client.join("r", recorder);
    }

    private Room joined() {
        server.link().letsIn("r");
        return joining.result();
    }

    @Test
    void eventsKeepTheRosterUpToDate() {
        Room room = joined();
        server.link().event("r", "peer-joined", "e1", 1, ",\"peer\":" + ScriptedServer.Connected.peer("c", 9));
        server.link().event("r", "peer-left", "e1", 2, ",\"peerId\":\"a\",\"reason\":\"left\"");
        server.link()
                .event("r", "peer-updated", "e1", 3, ",\"peerId\":\"b\",\"role\":\"host\",\"state\":{\"hand\":true}");
        server.link().event("r", "peer-updated", "e1", 4, ",\"peerId\":\"me\",\"role\":\"moderator\"");

        assertThat(room.peers()).extracting(PeerInfo::peerId).containsExactly("b", "c");
        assertThat(room.peer("b").role()).isEqualTo("host");
        assertThat(room.peer("b").state().path("hand").asBoolean()).isTrue();
        assertThat(room.self().role()).isEqualTo("moderator");
    }

    @Test
    void signalsArriveByteForByte() {
        joined();
        String odd = "{ \"sdp\":\"v=0\\r\\n\\u00fc ü 🎈\", \"n\":1e400 ,\"deep\":[[[[]]]]}";
        server.link().signal("r", "a", 1, "e1", 1, odd);

        assertThat(recorder.signals).containsExactly("a1:" + odd);
    }

    @Test
    void whomANewOwnerDoesNotKnowYetIsTheSameMemberWhenItComesBack() {
        joined();
        server.link().signal("r", "b", 1, "e1", 1, "1");
        server.link().event("r", "resync", "e2", 5, ",\"peers\":[]");
        server.link().event("r", "resync", "e3", 7, ",\"peers\":[]");
        server.link().event("r", "peer-joined", "e3", 8, ",\"peer\":" + ScriptedServer.Connected.peer("b", 2));
        server.link().signal("r", "b", 1, "e3", 9, "1");
        server.link().signal("r", "b", 2, "e3", 10, "2");
        assertThat(recorder.signals).containsExactly("b1:1", "b2:2");
    }

    @Test
    void whoeverJoinedAnewMeanwhileCountsFromOne() {
        joined();
        server.link().signal("r", "b", 1, "e1", 1, "1");
        server.link().event("r", "resync", "e2", 5, ",\"peers\":[]");
        server.link().event("r", "peer-joined", "e2", 6, ",\"peer\":" + ScriptedServer.Connected.peer("b", 99));
        server.link().signal("r", "b", 1, "e2", 7, "again");
        assertThat(recorder.signals).containsExactly("b1:1", "b1:again");
    }

    @Test
    void aNumberThatWasThereIsDropped() {
        joined();
        server.link().signal("r", "a", 1, "e1", 1, "1");
        server.link().signal("r", "a", 1, "e1", 1, "1");
        server.link().event("r", "chat", "e1", 1, "");

        assertThat(recorder.signals).hasSize(1);
        assertThat(recorder.events).isEmpty();
        assertThat(client.stats().repeats()).isEqualTo(2);
    }

    @Test
    void aMissingNumberMakesTheClientResume() {
        joined();
        ScriptedServer.Connected first = server.link();
        first.signal("r", "a", 1, "e1", 1, "1");
        first.signal("r", "a", 3, "e1", 3, "3");
        loop.pass(10);

        assertThat(recorder.signals).containsExactly("a1:1");
        assertThat(first.closedByClient).isTrue();
        assertThat(client.stats().gaps()).isEqualTo(1);
        assertThat(server.link()
                        .opens(true, "[]")
                        .path("resume")
                        .path("rooms")
                        .path(0)
                        .path("seq")
                        .asLong())
                .isEqualTo(1);
    }

    @Test
    void framesOfAnEpochThatNobodyAnnouncedAreDropped() {
        joined();
        server.link().signal("r", "a", 1, "e0", 1, "1");

        assertThat(recorder.signals).isEmpty();
        assertThat(client.stats().foreign()).isEqualTo(1);
    }

    @Test
    void aSignalSentAgainUnderANewEpochIsShownOnce() {
        joined();
        server.link().signal("r", "a", 1, "e1", 1, "1");
        server.link().event("r", "resync", "e2", 1, ",\"peers\":[" + ScriptedServer.Connected.peer("a", 1) + "]");
        server.link().signal("r", "a", 1, "e2", 2, "1");
        server.link().signal("r", "a", 2, "e2", 3, "2");

        assertThat(recorder.signals).containsExactly("a1:1", "a2:2");
        assertThat(client.stats().duplicates()).isEqualTo(1);
    }

    @Test
    void afterAResyncAPeerThatCameBackBeginsAtOneAgain() {
        joined();
        server.link().signal("r", "a", 1, "e1", 1, "1");
        server.link().event("r", "resync", "e2", 1, ",\"peers\":[" + ScriptedServer.Connected.peer("a", 99) + "]");
        server.link().signal("r", "a", 1, "e2", 2, "\"new\"");

        assertThat(recorder.signals).containsExactly("a1:1", "a1:\"new\"");
    }

    @Test
    void afterItsLeavingAPeersNumbersBeginAgain() {
        joined();
        server.link().signal("r", "a", 1, "e1", 1, "1");
        server.link().event("r", "peer-left", "e1", 2, ",\"peerId\":\"a\",\"reason\":\"left\"");
        server.link().event("r", "peer-joined", "e1", 3, ",\"peer\":" + ScriptedServer.Connected.peer("a", 9));
        server.link().signal("r", "a", 1, "e1", 4, "\"new\"");

        assertThat(recorder.signals).containsExactly("a1:1", "a1:\"new\"");
    }

    @Test
    void aPeerThatARosterMissedIsKnownAgainWhenItComesBackAsItWas() {
        joined();
        server.link().signal("r", "a", 1, "e1", 1, "1");
        server.link().event("r", "resync", "e2", 1, ",\"peers\":[]");
        server.link().event("r", "peer-joined", "e2", 2, ",\"peer\":" + ScriptedServer.Connected.peer("a", 1));
        server.link().signal("r", "a", 1, "e2", 3, "\"again\"");
        server.link().signal("r", "a", 2, "e2", 4, "2");
        server.link().event("r", "resync", "e3", 1, ",\"peers\":[]");
        server.link().event("r", "peer-joined", "e3", 2, ",\"peer\":" + ScriptedServer.Connected.peer("a", 9));
        server.link().signal("r", "a", 1, "e3", 3, "\"new\"");

        assertThat(recorder.signals).containsExactly("a1:1", "a2:2", "a1:\"new\"");
    }

    @Test
    void aClosedRoomEndsTheMembershipWhateverItsNumber() {
        Room room = joined();
        server.link().event("r", "room-closed", "e1", 17, ",\"reason\":\"deleted\"");

        assertThat(recorder.end).isEqualTo("room-closed");
        assertThat(room.isMember()).isFalse();
    }

    private Room waiting() {
        server.link().reply(server.link().takeRequest("rooms.request.join"), "{\"waiting\":true}");
        return joining.result();
    }

    @Test
    void somebodyWhoIsAdmittedBecomesAMember() {
        Room room = waiting();
        assertThat(room.isWaiting()).isTrue();
        server.link()
                .event(
                        "r",
                        "admitted",
                        "e1",
                        4,
                        ",\"room\":{},\"self\":" + ScriptedServer.Connected.peer("me", 3) + ",\"peers\":["
                                + ScriptedServer.Connected.peer("a", 1) + "]");
        server.link().signal("r", "a", 1, "e1", 5, "1");

        assertThat(room.admitted().succeeded()).isTrue();
        assertThat(room.isMember()).isTrue();
        assertThat(recorder.signals).containsExactly("a1:1");
    }

    @Test
    void somebodyWhoIsDeniedIsOut() {
        Room room = waiting();
        server.link().event("r", "denied", "e1", 0, "");

        assertThat(room.admitted().failed()).isTrue();
        assertThat(recorder.end).isEqualTo("denied");
    }

    @Test
    void somebodyWhoWaitsKnocksAgainAfterAReconnect() {
        waiting();
        server.link().drop(1006);
        loop.pass(10);
        server.link().opens(true, "[]");

        assertThat(server.link().take("send", "rooms.request.join")).hasSize(1);
    }
}
