package dev.parley.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.Code;
import dev.parley.protocol.lane.Op;
import dev.parley.rooms.Client.Asked;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModerationTest {
    private final Bench bench = new Bench();
    private final Client host = bench.member("host");
    private final Client mod = bench.member("mod");
    private final Client guest = bench.member("guest");
    private final Client other = bench.member("other");
    private final Client stranger = bench.client("stranger");

    ModerationTest() {
        host.ask(Op.PROMOTE, "{'peerId':'mod','role':'moderator'}").reply();
        news();
    }

    /** Every right, by role: what the answer is, {@code ok} for granted. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                // op | body | host | moderator | guest | stranger
                "KICK    | {'peerId':'other'}                    | ok | ok          | not_allowed | not_member",
                "KICK    | {'peerId':'nobody'}                   | peer_unknown | peer_unknown | not_allowed | not_member",
                "KICK    | {}                                    | invalid_argument | invalid_argument | not_allowed | not_member",
                "BAN     | {'peerId':'other'}                    | ok | ok          | not_allowed | not_member",
                "BAN     | {'subject':'device:device-of-other'}  | ok | ok          | not_allowed | not_member",
                "BAN     | {'subject':'user:u1'}                 | ok | ok          | not_allowed | not_member",
                "BAN     | {'subject':'nonsense'}                | invalid_argument | invalid_argument | not_allowed | not_member",
                "UNBAN   | {'subject':'user:u1'}                 | ok | ok          | not_allowed | not_member",
                "UNBAN   | {'subject':'nonsense'}                | invalid_argument | invalid_argument | not_allowed | not_member",
                "MUTE    | {'peerId':'other'}                    | ok | ok          | not_allowed | not_member",
                "MUTE    | {'peerId':'host'}                     | ok | ok          | not_allowed | not_member",
                "LOCK    | {'locked':true}                       | ok | ok          | not_allowed | not_member",
                "LOCK    | {'locked':'yes'}                      | invalid_argument | invalid_argument | not_allowed | not_member",
                "ADMIT   | {'peerId':'nobody','allow':true}      | peer_unknown | peer_unknown | not_allowed | not_member",
                "PROMOTE | {'peerId':'other','role':'moderator'} | ok | not_allowed | not_allowed | not_member",
                "PROMOTE | {'peerId':'other','role':'guest'}     | ok | not_allowed | not_allowed | not_member",
                "PROMOTE | {'peerId':'other','role':'host'}      | ok | not_allowed | not_allowed | not_member",
                "PROMOTE | {'peerId':'other','role':'king'}      | invalid_argument | not_allowed | not_allowed | not_member",
                "UPDATE  | {'name':'new'}                        | ok | not_allowed | not_allowed | not_allowed",
                "DELETE  | {}                                    | ok | not_allowed | not_allowed | not_allowed",
                "PEERS   | {}                                    | ok | ok          | ok          | not_member",
                "STATE   | {'state':{'hand':true}}               | ok | ok          | ok          | not_member",
                "CHAT    | {'id':'1','text':'hi'}                | ok | ok          | ok          | not_member",
                "GET     | {}                                    | ok | ok          | ok          | ok"
            })
    void rightsAreHeldByRole(Op op, String body, String ofHost, String ofModerator, String ofGuest, String ofStranger) {
        assertThat(outcome(stranger, op, body)).as("stranger").isEqualTo(ofStranger);
        assertThat(outcome(guest, op, body)).as("guest").isEqualTo(ofGuest);
        if (!ofModerator.equals("ok")) {
            assertThat(outcome(mod, op, body)).as("moderator").isEqualTo(ofModerator);
            assertThat(outcome(host, op, body)).as("host").isEqualTo(ofHost);
        } else {
            assertThat(outcome(mod, op, body)).as("moderator").isEqualTo("ok");
            if (op != Op.BAN) {
                bench.client("other").join();
            }
            assertThat(outcome(host, op, body)).as("host").isEqualTo(ofHost);
        }
    }

    @ParameterizedTest
    @CsvSource({"KICK", "BAN"})
    void nobodyRemovesTheHostOrThemselves(Op op) {
        assertThat(mod.ask(op, "{'peerId':'host'}").code()).isEqualTo(Code.NOT_ALLOWED);
        assertThat(mod.ask(op, "{'peerId':'mod'}").code()).isEqualTo(Code.NOT_ALLOWED);
        assertThat(host.ask(op, "{'peerId':'host'}").code()).isEqualTo(Code.NOT_ALLOWED);
        assertThat(bench.roster()).containsExactly("host", "mod", "guest", "other");
    }

    @Test
    void aRightEndsWithTheRole() {
        host.ask(Op.PROMOTE, "{'peerId':'mod','role':'guest'}").reply();
        assertThat(mod.ask(Op.KICK, "{'peerId':'other'}").code()).isEqualTo(Code.NOT_ALLOWED);
    }

    @Test
    void anOlderOpeningOfTheSessionHasNoRights() {
        host.resume("gateway.new.0");
        host.generation--;
        assertThat(host.ask(Op.KICK, "{'peerId':'other'}").code()).isEqualTo(Code.NOT_MEMBER);
    }

    @Test
    void whoIsKickedIsToldLastAndTheOthersToo() {
        host.ask(Op.KICK, "{'peerId':'guest'}").reply();
        assertThat(guest.news()).containsExactly("peer-left guest kicked");
        assertThat(guest.hasEnded()).isTrue();
        assertThat(other.news()).containsExactly("peer-left guest kicked");
        assertThat(guest.signal(other, 1).code()).isEqualTo(Code.NOT_MEMBER);
        assertThat(bench.members.entries()).doesNotContainKey("guest@room");
    }

    @Test
    void kickingSomebodyASecondTimeIsFulfilledAlready() {
        host.ask(Op.KICK, "{'peerId':'guest'}").reply();
        assertThat(host.ask(Op.KICK, "{'peerId':'guest'}").code()).isNull();
        assertThat(host.ask(Op.KICK, "{'peerId':'nobody'}").code()).isEqualTo(Code.PEER_UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({"KICK, ok", "BAN, banned"})
    void whatFailedToBeWrittenIsWrittenWhenItIsAskedAgain(Op op, String join) {
        bench.fail();
        assertThat(host.ask(op, "{'peerId':'guest'}").code()).isEqualTo(Code.UNAVAILABLE);
        assertThat(host.ask(op, "{'peerId':'guest'}").code()).isEqualTo(Code.UNAVAILABLE);
        bench.work();
        assertThat(host.ask(op, "{'peerId':'guest'}").code()).isNull();
        bench.takeOver();
        assertThat(bench.roster()).containsExactly("host", "mod", "other");
        assertThat(outcome(guest, Op.JOIN, "{}")).isEqualTo(join);
    }

    @Test
    void aRepeatedKickDoesNotForgetWhoIsJoiningAgain() {
        host.ask(Op.KICK, "{'peerId':'guest'}").reply();
        bench.hold();
        guest.ask(Op.JOIN, "{}");
        host.ask(Op.KICK, "{'peerId':'guest'}");
        bench.letGo();
        bench.takeOver();
        assertThat(bench.roster()).contains("guest");
    }

    @Test
    void muteAsksThePeerAlone() {
        mod.ask(Op.MUTE, "{'peerId':'guest'}").reply();
        assertThat(guest.last().get("by").asText()).isEqualTo("mod");
        assertThat(guest.news()).containsExactly("mute-requested");
        assertThat(other.news()).isEmpty();
    }

    @Test
    void aLockIsToldToEverybody() {
        host.ask(Op.LOCK, "{'locked':true}").reply();
        assertThat(guest.last().at("/room/locked").asBoolean()).isTrue();
        assertThat(guest.news()).containsExactly("room-updated");
    }

    @Test
    void thereIsOneHost() {
        host.ask(Op.PROMOTE, "{'peerId':'guest','role':'host'}").reply();
        assertThat(other.news()).containsExactly("peer-updated host moderator", "peer-updated guest host");
        assertThat(host.ask(Op.PROMOTE, "{'peerId':'mod','role':'guest'}").code())
                .isEqualTo(Code.NOT_ALLOWED);
        bench.takeOver();
        assertThat(guest.ask(Op.PROMOTE, "{'peerId':'mod','role':'guest'}").code())
                .isNull();
        assertThat(host.ask(Op.LOCK, "{'locked':true}").code())
                .as("a moderator now")
                .isNull();
    }

    @Test
    void theHostDoesNotGiveUpTheRoleWithoutAnother() {
        assertThat(host.ask(Op.PROMOTE, "{'peerId':'host','role':'guest'}").code())
                .isEqualTo(Code.NOT_ALLOWED);
    }

    @Test
    void aChangeThatAnotherOwnerMayNotKnowOfIsAskedAgainThere() {
        bench.hold();
        Asked promoted = host.ask(Op.PROMOTE, "{'peerId':'guest','role':'moderator'}");
        Asked locked = host.ask(Op.LOCK, "{'locked':true}");
        Asked kicked = host.ask(Op.KICK, "{'peerId':'other'}");
        Asked banned = host.ask(Op.BAN, "{'subject':'user:u1'}");
        bench.table.owner("other-node");
        bench.letGo();
        assertThat(promoted.isMoved()).isTrue();
        assertThat(locked.isMoved()).isTrue();
        assertThat(kicked.isMoved()).isTrue();
        assertThat(banned.isMoved()).isTrue();
    }

    @Nested
    class Bans {
        @Test
        void whoIsBannedIsGoneAtOnceAlsoWhileTheStoreIsSlow() {
            bench.hold();
            Asked banned = host.ask(Op.BAN, "{'peerId':'guest'}");
            assertThat(guest.news()).containsExactly("peer-left guest banned");
            assertThat(guest.joinRefused("{}")).isEqualTo(Code.BANNED);
            assertThat(banned.isOpen()).isTrue();
            bench.letGo();
            assertThat(banned.code()).isNull();
        }

        @Test
        void itIsRememberedByTheNextOwner() {
            host.ask(Op.BAN, "{'peerId':'guest'}").reply();
            bench.takeOver();
            assertThat(guest.joinRefused("{}")).isEqualTo(Code.BANNED);
        }

        @Test
        void aMemberWhoseRecordOutlivedTheBanDoesNotComeBackWithTheNextOwner() {
            bench.members.fail();
            assertThat(host.ask(Op.BAN, "{'peerId':'guest'}").code()).isEqualTo(Code.UNAVAILABLE);
            bench.work();
            assertThat(bench.members.entries()).containsKey("guest@room");
            bench.takeOver();
            assertThat(guest.resume("gateway.new.0").get("gone").asText()).isEqualTo("banned");
            assertThat(bench.roster()).containsExactly("host", "mod", "other");
            assertThat(bench.members.entries()).doesNotContainKey("guest@room");
        }

        @Test
        void everyTabOfTheDeviceIsGone() {
            Client tab = bench.client("tab").onDevice("device-of-guest");
            tab.join();
            Client loggedIn = bench.client("logged-in").as("u1").onDevice("device-of-guest");
            loggedIn.join();
            host.ask(Op.BAN, "{'peerId':'guest'}").reply();
            assertThat(bench.roster()).containsExactly("host", "mod", "other");
        }

        @Test
        void aModeratorCannotKeepTheHostOutByItsSubject() {
            assertThat(mod.ask(Op.BAN, "{'subject':'device:device-of-host'}").code())
                    .isEqualTo(Code.NOT_ALLOWED);
            assertThat(mod.ask(Op.BAN, "{'subject':'device:device-of-mod'}").code())
                    .isEqualTo(Code.NOT_ALLOWED);
            assertThat(bench.roster()).contains("host", "mod");
        }

        @Test
        void unbannedOnesMayComeBack() {
            host.ask(Op.BAN, "{'peerId':'guest'}").reply();
            host.ask(Op.UNBAN, "{'subject':'device:device-of-guest'}").reply();
            assertThat(guest.ask(Op.JOIN, "{}").code()).isNull();
            assertThat(host.ask(Op.UNBAN, "{'subject':'device:device-of-guest'}")
                            .code())
                    .isNull();
        }

        @Test
        void theListOfBansIsBounded() {
            for (int i = 0; i < Moderation.BANS_MAX; i++) {
                host.ask(Op.BAN, "{'subject':'user:u" + i + "'}").reply();
            }
            assertThat(host.ask(Op.BAN, "{'subject':'user:one-more'}").code()).isEqualTo(Code.NOT_ALLOWED);
            assertThat(host.ask(Op.BAN, "{'subject':'user:u0'}").code()).isNull();
            host.ask(Op.UNBAN, "{'subject':'user:u0'}").reply();
            assertThat(host.ask(Op.BAN, "{'subject':'user:one-more'}").code()).isNull();
        }
    }

    private static String outcome(Client client, Op op, String body) {
        Code code = client.ask(op, body).code();
        return code == null ? "ok" : code.wire();
    }

    private void news() {
        host.news();
        mod.news();
        guest.news();
        other.news();
    }
}
