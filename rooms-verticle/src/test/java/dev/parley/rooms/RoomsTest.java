package dev.parley.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.Code;
import dev.parley.protocol.lane.Op;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What an owner finds when it takes over, and what it forgets when it hands over. */
class RoomsTest {
    private final Bench bench = new Bench();

    @Test
    void theNextOwnerHasTheRoomsAndItsMembersInTheirOrder() {
        Client ada = bench.member("zoe");
        bench.member("bob");
        bench.member("ann");
        ada.ask(Op.UPDATE, "{'name':'Tea','maxPeers':5,'lobby':true}").reply();
        ada.ask(Op.STATE, "{'state':{'hand':true}}").reply();
        ada.ask(Op.LOCK, "{'locked':true}").reply();
        ada.ask(Op.BAN, "{'subject':'user:u1'}").reply();
        var before = ada.get();
        var peers = ada.peers();
        bench.takeOver();
        assertThat(ada.get()).isEqualTo(before);
        assertThat(ada.peers()).isEqualTo(peers);
        assertThat(bench.roster()).containsExactly("zoe", "bob", "ann");
        assertThat(bench.client("eve").as("u1").joinRefused("{}")).isEqualTo(Code.BANNED);
    }

    @Test
    void eachOwnerHasAnEpochOfItsOwnAndSoHasEachRoom() {
        Client ada = bench.client("ada");
        String first = ada.join().get("epoch").asText();
        ada.leave();
        String reopened = ada.join().get("epoch").asText();
        String other = bench.client("bob").in("other").join().get("epoch").asText();
        bench.takeOver();
        String inherited = ada.join().get("epoch").asText();
        assertThat(java.util.List.of(first, reopened, other, inherited)).doesNotHaveDuplicates();
    }

    @Test
    void whatAnotherNodeOwnsIsNotServedHereAnyMore() {
        Client ada = bench.member("ada");
        bench.table.owner("other");
        assertThat(ada.ask(Op.GET, "{}").isMoved()).isTrue();
        assertThat(ada.signal("nobody", 1, 0, "").isMoved()).isTrue();
        bench.table.owner(OneNodeTable.NODE);
        assertThat(ada.get()).as("read again from the cluster").isNotNull();
    }

    @Test
    void ofTheHostsOfBothHalvesOfASplitTheLongestPresentStaysHost() {
        Client ada = bench.member("ada");
        bench.member("bob");
        bench.members.entries().computeIfPresent("bob@room", (key, record) -> new String(record, StandardCharsets.UTF_8)
                .replace("\"guest\"", "\"host\"")
                .getBytes(StandardCharsets.UTF_8));
        bench.takeOver();
        assertThat(ada.peers().findValuesAsText("role")).containsExactly("host", "guest");
        bench.work();
        assertThat(new String(bench.members.entries().get("bob@room"), StandardCharsets.UTF_8))
                .contains("guest");
    }

    @Test
    void aMemberThatWasBannedIsNotInherited() {
        Client ada = bench.member("ada");
        Client bob = bench.member("bob");
        bench.members.fail();
        ada.ask(Op.BAN, "{'peerId':'bob'}");
        bench.work();
        bench.takeOver();
        assertThat(bench.roster()).containsExactly("ada");
        assertThat(bench.members.entries()).containsOnlyKeys("ada@room");
        bob.hold();
        assertThat(bob.unknown).isNotNull();
        assertThat(bob.ask(Op.READMIT, "{'guarded':false,'peer':{}}").code()).isEqualTo(Code.NOT_MEMBER);
    }

    @Test
    void membersOfARoomThatIsGoneAreForgotten() {
        bench.member("ada");
        bench.rules.entries().clear();
        bench.takeOver();
        assertThat(bench.members.entries()).isEmpty();
        Client eve = bench.client("eve");
        eve.join();
        bench.takeOver();
        assertThat(bench.roster()).containsExactly("eve");
    }

    @Test
    void aRecordThatCannotBeReadIsLeftOutAndNotInTheWayOfTheOthers() {
        bench.member("ada");
        bench.member("bob");
        bench.client("eve").in("other").join();
        bench.members.entries().put("bob@room", "{".getBytes(StandardCharsets.UTF_8));
        bench.rules.entries().put("other", "[]".getBytes(StandardCharsets.UTF_8));
        bench.takeOver();
        assertThat(bench.roster()).containsExactly("ada");
        assertThat(bench.client("ivy").in("other").get()).isNull();
        assertThat(bench.members.entries()).as("they may be of a newer version").containsKeys("bob@room", "eve@other");
    }

    @Test
    void recordsOfAnotherVersionAreRead() {
        bench.member("ada");
        String record = new String(bench.members.entries().get("ada@room"), StandardCharsets.UTF_8);
        bench.members
                .entries()
                .put(
                        "ada@room",
                        record.replaceFirst("\\{", "{\"addedLater\":1,").getBytes(StandardCharsets.UTF_8));
        bench.takeOver();
        assertThat(bench.roster()).containsExactly("ada");
    }

    @Test
    void messagesThatComeWhileTheRoomIsLoadedAreServedAfterwards() {
        Client ada = bench.member("ada");
        bench.members.hold();
        bench.takeOver();
        var asked = ada.ask(Op.PEERS, "{}");
        var signal = ada.signal("nobody", 1, 0, "");
        assertThat(asked.isOpen()).isTrue();
        bench.letGo();
        assertThat(asked.reply().get("peers")).hasSize(1);
        assertThat(signal.code()).isEqualTo(Code.PEER_UNKNOWN);
    }

    @Test
    void whileItCannotBeLoadedTheSenderIsToldToTryAgain() {
        Client ada = bench.member("ada");
        bench.members.fail();
        bench.takeOver();
        assertThat(ada.ask(Op.PEERS, "{}").isMoved()).isTrue();
    }
}
