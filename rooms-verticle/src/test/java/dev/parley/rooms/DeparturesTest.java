package dev.parley.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.Code;
import dev.parley.protocol.lane.Op;
import dev.parley.rooms.Client.Asked;
import org.junit.jupiter.api.Test;

class DeparturesTest {
    private final Bench bench = new Bench();
    private final Client ada = bench.member("ada");
    private final Client bob = bench.member("bob");
    private final Client eve = bench.member("eve");

    DeparturesTest() {
        ada.news();
        bob.news();
        eve.news();
    }

    @Test
    void whoLeavesIsGoneAtOnceForTheOthersAndIsNotToldItself() {
        assertThat(bob.leave().reply().size()).isZero();
        assertThat(ada.news()).containsExactly("peer-left bob left");
        assertThat(eve.news()).containsExactly("peer-left bob left");
        assertThat(bob.seen).isEmpty();
        assertThat(bench.members.entries()).containsOnlyKeys("ada@room", "eve@room");
    }

    @Test
    void leavingTwiceOrWhereOneNeverWasIsNoError() {
        bob.leave();
        assertThat(bob.leave().code()).isNull();
        assertThat(bench.client("ivy").leave().code()).isNull();
        assertThat(bench.client("ivy").in("nowhere").leave().code()).isNull();
    }

    @Test
    void leavingAgainWritesWhatFailedToBeWritten() {
        bench.fail();
        assertThat(bob.leave().code()).isEqualTo(Code.UNAVAILABLE);
        assertThat(bob.leave().code()).isEqualTo(Code.UNAVAILABLE);
        bench.work();
        assertThat(bob.leave().code()).isNull();
        bench.takeOver();
        assertThat(bench.roster()).containsExactly("ada", "eve");
    }

    @Test
    void soItDoesForTheLastOfAnAdHocRoom() {
        ada.leave();
        eve.leave();
        bench.fail();
        assertThat(bob.leave().code()).isEqualTo(Code.UNAVAILABLE);
        bench.work();
        assertThat(bob.leave().code()).isNull();
        assertThat(bench.members.entries()).isEmpty();
    }

    @Test
    void aSocketThatWasReplacedEndsNothing() {
        bob.resume("gateway.new.0");
        bob.generation--;
        bob.leave();
        bench.takeOver();
        assertThat(bench.roster()).containsExactly("ada", "bob", "eve");
    }

    @Test
    void whenTheHostLeavesTheMemberPresentLongestIsHost() {
        ada.leave();
        assertThat(bob.news()).containsExactly("peer-left ada left", "peer-updated bob host");
        assertThat(eve.news()).containsExactly("peer-left ada left", "peer-updated bob host");
        bob.leave();
        assertThat(eve.news()).containsExactly("peer-left bob left", "peer-updated eve host");
        assertThat(eve.ask(Op.LOCK, "{'locked':true}").code()).isNull();
    }

    @Test
    void theNewHostIsHostForTheNextOwnerToo() {
        ada.leave();
        bench.takeOver();
        assertThat(bob.ask(Op.LOCK, "{'locked':true}").code()).isNull();
        assertThat(eve.ask(Op.LOCK, "{'locked':true}").code()).isEqualTo(Code.NOT_ALLOWED);
    }

    @Test
    void theLastToLeaveAnAdHocRoomClosesIt() {
        ada.leave();
        bob.leave();
        assertThat(eve.leave().code()).isNull();
        assertThat(bench.rules.entries()).isEmpty();
        assertThat(bench.members.entries()).isEmpty();
        assertThat(ada.get()).isNull();
    }

    @Test
    void aDeletedRoomSendsEverybodyAway() {
        assertThat(ada.ask(Op.DELETE, "{}").code()).isNull();
        assertThat(ada.news()).containsExactly("room-closed deleted");
        assertThat(bob.news()).containsExactly("room-closed deleted");
        assertThat(bob.hasEnded()).isTrue();
        assertThat(bench.rules.entries()).isEmpty();
        assertThat(bench.members.entries()).isEmpty();
        assertThat(ada.get()).isNull();
    }

    @Test
    void theEndReachesASocketThatHasNotRegisteredYet() {
        Client ivy = bench.client("ivy");
        ivy.join();
        ada.ask(Op.KICK, "{'peerId':'ivy'}");
        assertThat(ivy.news()).containsExactly("peer-left ivy kicked");
        assertThat(ivy.hasEnded()).isTrue();
    }

    @Test
    void aRoomThatIsBeingDeletedLetsNobodyIn() {
        bench.hold();
        Asked deleted = ada.ask(Op.DELETE, "{}");
        Client ivy = bench.client("ivy");
        Asked joined = ivy.askJoin("{}");
        bench.letGo();
        bench.letGo();
        assertThat(deleted.code()).isNull();
        assertThat(joined.reply().at("/self/role").asText()).as("of a new room").isEqualTo("host");
        assertThat(bench.rules.entries()).containsOnlyKeys("room");
        assertThat(bench.members.entries()).containsOnlyKeys("ivy@room");
        bench.takeOver();
        assertThat(ivy.isMember()).isTrue();
    }

    @Test
    void aRoomThatIsBeingDeletedIsClosedOnce() {
        bench.hold();
        ada.ask(Op.DELETE, "{}");
        ada.ask(Op.DELETE, "{}");
        bench.sweep();
        bench.letGo();
        assertThat(bob.news()).containsExactly("room-closed deleted");
    }

    @Test
    void aJoinThatIsUnderWayWhenTheRoomIsDeletedLeavesNothingBehind() {
        Client ivy = bench.client("ivy");
        bench.hold();
        Asked joined = ivy.ask(Op.JOIN, "{}");
        ada.ask(Op.DELETE, "{}");
        bench.letGo();
        bench.letGo();
        assertThat(joined.isMoved()).isTrue();
        assertThat(bench.rules.entries()).isEmpty();
        assertThat(bench.members.entries()).isEmpty();
    }

    @Test
    void aLeaveThatAnotherOwnerMayNotKnowOfIsAskedAgainThere() {
        bench.members.hold();
        Asked left = bob.leave();
        assertThat(left.isOpen()).isTrue();
        bench.table.owner("other");
        bench.letGo();
        assertThat(left.isMoved()).isTrue();
    }

    @Test
    void aSlowDepartureThatIsAskedForAgainIsAnsweredOnceAndWell() {
        bench.members.hold();
        Asked kicked = ada.ask(Op.KICK, "{'peerId':'bob'}");
        ada.again(kicked.corr, Op.KICK, "{'peerId':'bob'}");
        assertThat(kicked.isOpen()).isTrue();
        bench.letGo();
        assertThat(kicked.code()).isNull();
    }
}
