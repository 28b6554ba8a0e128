package dev.parley.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.Code;
import dev.parley.protocol.lane.Op;
import dev.parley.rooms.Client.Asked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LobbyTest {
    private final Bench bench = new Bench();
    private final Client host = bench.client("host");
    private final Client bob = bench.client("bob");

    @BeforeEach
    void open() {
        host.ask(Op.CREATE, "{'visibility':'unlisted','lobby':true}").reply();
        host.join();
        host.attach();
        host.news();
    }

    @Test
    void whoKnocksWaitsAndTheHostIsTold() {
        Asked knocked = bob.ask(Op.JOIN, "{}");
        assertThat(knocked.reply().toString()).isEqualTo("{\"waiting\":true}");
        assertThat(knocked.answer().seq()).isEqualTo(Lobby.WAITING);
        assertThat(host.news()).containsExactly("waiting bob");
        assertThat(bench.roster()).containsExactly("host");
        assertThat(bob.signal(host, 1).code()).isEqualTo(Code.NOT_MEMBER);
    }

    @Test
    void knockingAgainIsHarmless() {
        bob.ask(Op.JOIN, "{}");
        bob.ask(Op.JOIN, "{}");
        assertThat(host.news()).containsExactly("waiting bob");
    }

    @Test
    void guestsDoNotSeeWhoWaits() {
        admitBob();
        bob.news();
        bench.client("eve").ask(Op.JOIN, "{}");
        assertThat(bob.news()).isEmpty();
    }

    @Test
    void whoIsAdmittedGetsWhatAJoinWouldHaveSaid() {
        bob.ask(Op.JOIN, "{'displayName':'Bob'}");
        assertThat(host.ask(Op.ADMIT, "{'peerId':'bob','allow':true}").code()).isNull();
        assertThat(bob.last().get("type").asText()).isEqualTo("admitted");
        assertThat(bob.last().at("/self/displayName").asText()).isEqualTo("Bob");
        assertThat(bob.last().at("/peers/0/peerId").asText()).isEqualTo("host");
        assertThat(bob.last().has("room") && bob.last().has("iceServers")).isTrue();
        bob.attach();
        assertThat(host.news()).containsExactly("waiting bob", "peer-joined bob");
        host.signal(bob, 1);
        assertThat(bob.story()).containsExactly("admitted", "signal host 1");
        assertThat(bob.gaps).isEmpty();
    }

    @Test
    void whoIsDeniedIsToldAndWaitsNoLonger() {
        bob.ask(Op.JOIN, "{}");
        assertThat(host.ask(Op.ADMIT, "{'peerId':'bob','allow':false}").code()).isNull();
        assertThat(bob.news()).containsExactly("denied");
        assertThat(host.ask(Op.ADMIT, "{'peerId':'bob','allow':true}").code()).isEqualTo(Code.PEER_UNKNOWN);
    }

    @Test
    void admittingTwiceIsOneMembership() {
        bob.ask(Op.JOIN, "{}");
        bench.hold();
        Asked first = host.ask(Op.ADMIT, "{'peerId':'bob','allow':true}");
        Asked second = host.ask(Op.ADMIT, "{'peerId':'bob','allow':true}");
        bench.letGo();
        assertThat(first.code()).isNull();
        assertThat(second.code()).isNull();
        assertThat(host.ask(Op.ADMIT, "{'peerId':'bob','allow':true}").code()).isNull();
        assertThat(host.news()).containsExactly("waiting bob", "peer-joined bob");
    }

    @Test
    void knockingAgainWhileBeingAdmittedIsAnsweredAsAJoin() {
        bob.ask(Op.JOIN, "{}");
        bench.hold();
        host.ask(Op.ADMIT, "{'peerId':'bob','allow':true}");
        Asked again = bob.ask(Op.JOIN, "{}");
        bench.letGo();
        assertThat(again.reply().at("/self/peerId").asText()).isEqualTo("bob");
    }

    @Test
    void aFullRoomAdmitsNobody() {
        host.ask(Op.UPDATE, "{'maxPeers':1}").reply();
        bob.ask(Op.JOIN, "{}");
        assertThat(bob.ask(Op.JOIN, "{}").code()).isEqualTo(Code.ROOM_FULL);
        host.ask(Op.UPDATE, "{'maxPeers':2}").reply();
        bob.ask(Op.JOIN, "{}");
        host.ask(Op.UPDATE, "{'maxPeers':1}").reply();
        assertThat(host.ask(Op.ADMIT, "{'peerId':'bob','allow':true}").code()).isEqualTo(Code.ROOM_FULL);
    }

    @Test
    void whoMayWaitIsBounded() {
        for (int i = 0; i < bench.config.waiting(); i++) {
            assertThat(bench.client("w" + i).ask(Op.JOIN, "{}").code()).isNull();
        }
        assertThat(bob.ask(Op.JOIN, "{}").code()).isEqualTo(Code.ROOM_FULL);
    }

    @Test
    void whereNobodyCouldAdmitTheNextIsLetIn() {
        host.leave();
        assertThat(bob.join().at("/self/role").asText()).isEqualTo("host");
    }

    @Test
    void whoComesToModerateLearnsWhoWaits() {
        bob.ask(Op.JOIN, "{}");
        host.leave();
        host.join();
        host.attach();
        assertThat(host.news()).containsExactly("waiting bob", "waiting bob");
        assertThat(host.gaps).isEmpty();
    }

    @Test
    void whoIsMadeModeratorLearnsWhoWaits() {
        admitBob();
        bench.client("eve").ask(Op.JOIN, "{}");
        bob.news();
        host.ask(Op.PROMOTE, "{'peerId':'bob','role':'moderator'}").reply();
        assertThat(bob.news()).containsExactly("peer-updated bob moderator", "waiting eve");
    }

    @Test
    void whoIsBannedWhileWaitingIsDenied() {
        bob.ask(Op.JOIN, "{}");
        host.ask(Op.BAN, "{'subject':'device:device-of-bob'}").reply();
        assertThat(bob.news()).containsExactly("denied");
        assertThat(host.ask(Op.ADMIT, "{'peerId':'bob','allow':true}").code()).isEqualTo(Code.PEER_UNKNOWN);
    }

    @Test
    void whoWaitsAndGoesAwayWaitsNoLonger() {
        bob.ask(Op.JOIN, "{}");
        bob.detach(true);
        assertThat(host.ask(Op.ADMIT, "{'peerId':'bob','allow':true}").code()).isEqualTo(Code.PEER_UNKNOWN);
        bob.ask(Op.JOIN, "{}");
        bob.leave();
        assertThat(host.ask(Op.ADMIT, "{'peerId':'bob','allow':true}").code()).isEqualTo(Code.PEER_UNKNOWN);
        bob.ask(Op.JOIN, "{}");
        bench.nodeLeft("g2");
        assertThat(host.ask(Op.ADMIT, "{'peerId':'bob','allow':true}").code()).isEqualTo(Code.PEER_UNKNOWN);
    }

    @Test
    void theEndOfAFormerSocketDoesNotEndTheWait() {
        bob.ask(Op.JOIN, "{}");
        String former = bob.lane;
        bob.generation++;
        bob.lane = "gateway.new.0";
        bob.ask(Op.JOIN, "{}");
        bob.generation--;
        bob.lane = former;
        bob.detach(true);
        assertThat(host.ask(Op.ADMIT, "{'peerId':'bob','allow':true}").code()).isNull();
    }

    @Test
    void aWaitForWhichNoGatewaySpeaksEnds() {
        bob.ask(Op.JOIN, "{}");
        for (int i = 0; i < 6; i++) {
            bench.live(5_000);
            host.hold();
            bob.hold();
        }
        assertThat(bob.unknown).as("it waits").isNull();
        for (int i = 0; i < 3; i++) {
            bench.live(5_000);
            host.hold();
        }
        assertThat(host.ask(Op.ADMIT, "{'peerId':'bob','allow':true}").code()).isEqualTo(Code.PEER_UNKNOWN);
        bob.hold();
        assertThat(bob.unknown).as("its lane may knock again").isNotNull();
    }

    @Test
    void aClosedRoomDeniesWhoWaits() {
        bob.ask(Op.JOIN, "{}");
        host.ask(Op.DELETE, "{}").reply();
        assertThat(bob.news()).containsExactly("denied");
    }

    private void admitBob() {
        bob.ask(Op.JOIN, "{}");
        host.ask(Op.ADMIT, "{'peerId':'bob','allow':true}").reply();
        bob.attach();
    }
}
