package dev.parley.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.Code;
import dev.parley.protocol.lane.Op;
import dev.parley.rooms.Client.Asked;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Sockets that exist while the cluster has forgotten their memberships. */
class ReadmissionTest {
    private final Bench bench = new Bench();

    @Nested
    class AfterEveryCopyWasLost {
        private final Client ada = bench.member("ada");
        private final Client bob = bench.member("bob");
        private String asAda;
        private String asBob;

        AfterEveryCopyWasLost() {
            asAda = introduction(ada, false);
            asBob = introduction(bob, false);
            bench.rules.entries().clear();
            bench.members.entries().clear();
            bench.takeOver();
        }

        @Test
        void theRoomIsRebuiltFromItsSockets() {
            ada.hold();
            assertThat(ada.unknown).isNotNull();
            assertThat(ada.ask(Op.READMIT, asAda).code()).isNull();
            assertThat(bob.ask(Op.READMIT, asBob).code()).isNull();
            ada.attach();
            bob.attach();
            ada.news();
            bob.news();
            assertThat(bench.roster()).containsExactly("ada", "bob");
            assertThat(ada.epoch).isEqualTo(bob.epoch);
            assertThat(Client.accepted(ada.signal("bob", 7, 7, ada.epoch))).isTrue();
            assertThat(bob.news()).containsExactly("signal ada 7");
            assertThat(bench.members.entries()).containsOnlyKeys("ada@room", "bob@room");
            assertThat(ada.ask(Op.LOCK, "{'locked':true}").code())
                    .as("host as before")
                    .isNull();
            assertThat(bob.ask(Op.LOCK, "{'locked':true}").code()).isEqualTo(Code.NOT_ALLOWED);
        }

        @Test
        void repeatingItIsHarmlessAlsoWhileItIsUnderWay() {
            ada.ask(Op.READMIT, asAda).reply();
            ada.attach();
            ada.news();
            bench.hold();
            Asked first = bob.ask(Op.READMIT, asBob);
            Asked second = bob.ask(Op.READMIT, asBob);
            bench.letGo();
            assertThat(first.code()).isNull();
            assertThat(second.code()).isNull();
            bob.ask(Op.READMIT, asBob).reply();
            assertThat(ada.news()).containsExactly("peer-joined bob");
        }

        @Test
        void joiningMeanwhileIsOneMembership() {
            ada.ask(Op.READMIT, asAda).reply();
            ada.attach();
            ada.news();
            bench.hold();
            bob.ask(Op.READMIT, asBob);
            Asked joined = bob.ask(Op.JOIN, "{}");
            bench.letGo();
            assertThat(joined.code()).isNull();
            assertThat(ada.news()).containsExactly("peer-joined bob");
        }

        @Test
        void leavingMeanwhileLeavesNoGhost() {
            ada.ask(Op.READMIT, asAda).reply();
            ada.attach();
            ada.news();
            bench.hold();
            bob.ask(Op.READMIT, asBob);
            Asked left = bob.leave();
            bench.letGo();
            assertThat(left.code()).isNull();
            assertThat(bench.roster()).containsExactly("ada");
            assertThat(bench.members.entries()).containsOnlyKeys("ada@room");
            assertThat(ada.news()).containsExactly("peer-joined bob", "peer-left bob left");
        }

        @Test
        void aRepetitionIsAnsweredOnceItIsWritten() {
            bench.hold();
            bob.ask(Op.READMIT, asBob);
            Asked second = bob.ask(Op.READMIT, asBob);
            assertThat(second.isOpen()).isTrue();
            bench.rules.giveUp();
            bench.letGo();
            assertThat(second.code()).isEqualTo(Code.UNAVAILABLE);
        }

        @Test
        void thereIsOneHostWhoeverComesBackFirst() {
            bob.ask(Op.READMIT, asBob.replace("guest", "host")).reply();
            ada.ask(Op.READMIT, asAda).reply();
            assertThat(bob.ask(Op.LOCK, "{'locked':true}").code()).isNull();
            assertThat(ada.ask(Op.LOCK, "{'locked':false}").code()).isEqualTo(Code.NOT_ALLOWED);
        }

        @Test
        void aModeratorStaysOneBesideAHost() {
            ada.ask(Op.READMIT, asAda).reply();
            bob.ask(Op.READMIT, asBob.replace("guest", "moderator")).reply();
            assertThat(bob.ask(Op.LOCK, "{'locked':true}").code()).isNull();
        }

        @Test
        void whereNoHostComesBackTheMemberPresentLongestIsHost() {
            bob.ask(Op.READMIT, asBob).reply();
            bob.attach();
            bob.news();
            bench.live(5_000);
            bob.hold();
            assertThat(bob.news()).as("the host may still come").isEmpty();
            bench.live(5_000);
            assertThat(bob.news()).containsExactly("peer-updated bob host");
        }

        @Test
        void whenTheWriteFailsNothingIsOpened() {
            bench.fail();
            assertThat(ada.ask(Op.READMIT, asAda).code()).isEqualTo(Code.UNAVAILABLE);
            bench.work();
            assertThat(ada.get()).isNull();
        }

        @Test
        void aLaneThatNeverSawThePeerJoinCannotIntroduceIt() {
            assertThat(ada.ask(Op.READMIT, "{'guarded':true,'peer':null}").code())
                    .isEqualTo(Code.ROOM_UNKNOWN);
            bob.ask(Op.READMIT, asBob).reply();
            assertThat(ada.ask(Op.READMIT, "{'guarded':true,'peer':null}").code())
                    .isEqualTo(Code.NOT_MEMBER);
        }

        @Test
        void aGuardedRoomIsNeverOpenedOnAGatewaysWord() {
            assertThat(ada.ask(Op.READMIT, introduction("ada", "host", true)).code())
                    .isEqualTo(Code.ROOM_UNKNOWN);
            assertThat(ada.ask(Op.READMIT, "{'peer':{}}").code()).isEqualTo(Code.ROOM_UNKNOWN);
            assertThat(ada.in("r_made")
                            .ask(Op.READMIT, introduction("ada", "host", false))
                            .code())
                    .isEqualTo(Code.ROOM_UNKNOWN);
            assertThat(bench.rules.entries()).isEmpty();
        }
    }

    @Test
    void whereAdHocRoomsAreOffNothingIsOpened() {
        Bench strict = new Bench(Bench.config(false));
        assertThat(strict.client("ada")
                        .ask(Op.READMIT, introduction("ada", "host", false))
                        .code())
                .isEqualTo(Code.ROOM_UNKNOWN);
    }

    @Test
    void aMembershipThatHasEndedNeverComesBack() {
        Client ada = bench.member("ada");
        Client bob = bench.member("bob");
        String asBob = introduction(bob, false);
        ada.ask(Op.KICK, "{'peerId':'bob'}").reply();
        assertThat(bob.ask(Op.READMIT, asBob).code()).isEqualTo(Code.NOT_MEMBER);
        bob.join();
        bob.leave();
        assertThat(bob.ask(Op.READMIT, asBob).code()).isEqualTo(Code.NOT_MEMBER);
        assertThat(bench.roster()).containsExactly("ada");
    }

    @Test
    void norDoesOneThatEndsWhileItIsBeingWritten() {
        Client ada = bench.member("ada");
        Client bob = bench.member("bob");
        String asBob = introduction(bob, false);
        bench.members.entries().remove("bob@room");
        bench.takeOver();
        bench.hold();
        Asked asked = bob.ask(Op.READMIT, asBob);
        ada.ask(Op.BAN, "{'subject':'device:device-of-bob'}");
        bench.letGo();
        bench.letGo();
        assertThat(asked.code()).isEqualTo(Code.NOT_MEMBER);
        assertThat(bench.members.entries()).containsOnlyKeys("ada@room");
    }

    @Test
    void aBannedSubjectIsNotReadmitted() {
        Client ada = bench.member("ada");
        ada.ask(Op.BAN, "{'subject':'device:device-of-bob'}").reply();
        Client bob = bench.client("bob");
        assertThat(bob.ask(Op.READMIT, introduction("bob", "guest", false)).code())
                .isEqualTo(Code.NOT_MEMBER);
    }

    @Test
    void othersAreToldOfWhoComesBackIntoARoomTheyAreIn() {
        Client ada = bench.member("ada");
        ada.news();
        Client bob = bench.client("bob");
        bob.ask(Op.READMIT, introduction("bob", "guest", false)).reply();
        assertThat(ada.news()).containsExactly("peer-joined bob");
        bob.attach();
        assertThat(bob.news()).containsExactly("resync");
    }

    private static String introduction(Client client, boolean guarded) {
        var self = client.ask(Op.JOIN, "{}").reply().get("self");
        return "{\"guarded\":" + guarded + ",\"peer\":" + self + "}";
    }

    private static String introduction(String peerId, String role, boolean guarded) {
        return "{'guarded':" + guarded + ",'peer':{'peerId':'" + peerId + "','displayName':'X','role':'" + role
                + "','user':null,'state':{},'joinedAt':5}}";
    }
}
