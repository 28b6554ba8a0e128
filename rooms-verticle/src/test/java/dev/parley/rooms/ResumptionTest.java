package dev.parley.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.protocol.Code;
import dev.parley.protocol.lane.Op;
import dev.parley.protocol.lane.ToGateway.Answer;
import dev.parley.rooms.Client.Asked;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Sessions that are opened again, with tokens that know their seats, where the cluster has forgotten the membership. */
class ResumptionTest {
    private final Bench bench = new Bench();
    private final Client ada = bench.member("ada");
    private final Client bob = bench.member("bob");
    private final Map<Client, String> seats = new HashMap<>();

    ResumptionTest() {
        seats.put(ada, seat(ada));
        seats.put(bob, seat(bob));
        bench.pass(5_000);
    }

    /** The seat as a join's answer gives it to the gateway. */
    private static String seat(Client client) {
        JsonNode reply = client.ask(Op.JOIN, "{}").reply();
        JsonNode self = reply.get("self");
        return ",'seat':{'joinedAt':" + self.get("joinedAt") + ",'role':" + self.get("role") + ",'name':'','guarded':"
                + reply.get("guarded") + "}";
    }

    private JsonNode comeBack(Client client) {
        return comeBack(client, "");
    }

    private JsonNode comeBack(Client client, String more) {
        return client.resume("gateway.other.0", seats.get(client) + more);
    }

    private static String gone(JsonNode entry) {
        return entry.path("gone").asText();
    }

    private long joinedAt(String peerId) {
        return StreamSupport.stream(ada.peers().spliterator(), false)
                .filter(peer -> peer.get("peerId").asText().equals(peerId))
                .findFirst()
                .orElseThrow()
                .get("joinedAt")
                .asLong();
    }

    @Nested
    class AfterAllNodesWereStartedAnew {
        AfterAllNodesWereStartedAnew() {
            bench.forgetAll();
        }

        @Test
        void theRoomIsRebuiltFromTheSeats() {
            JsonNode entry = comeBack(ada);
            assertThat(entry.path("resync").asBoolean()).isTrue();
            assertThat(entry.path("peers")).isEmpty();
            ada.attach();
            assertThat(comeBack(bob).at("/peers/0/peerId").asText()).isEqualTo("ada");
            bob.attach();
            assertThat(ada.news()).contains("peer-joined bob");
            assertThat(bench.roster()).containsExactly("ada", "bob");
            assertThat(ada.ask(Op.LOCK, "{'locked':true}").code())
                    .as("host as before")
                    .isNull();
            assertThat(bench.members.entries()).containsOnlyKeys("ada@room", "bob@room");
        }

        @Test
        void whoComesBackJoinedWhenItDid() {
            comeBack(ada);
            comeBack(bob);
            assertThat(seats.get(bob)).contains("'joinedAt':" + joinedAt("bob") + ",");
            assertThat(seats.get(ada)).contains("'joinedAt':" + joinedAt("ada") + ",");
        }

        @Test
        void aSecondResumeIsHarmless() {
            comeBack(ada);
            ada.attach();
            ada.news();
            comeBack(bob);
            assertThat(comeBack(bob).path("resumed").asBoolean()).isTrue();
            assertThat(ada.news()).containsExactly("peer-joined bob");
        }

        @Test
        void soIsOneWhileTheFirstIsBeingWritten() {
            bench.hold();
            Asked first = ada.askResume("gateway.other.0", seats.get(ada));
            Asked second = ada.askResume("gateway.third.0", seats.get(ada));
            bench.letGo();
            bench.letGo();
            assertThat(second.reply().path("gone").isMissingNode()).isTrue();
            assertThat(gone(first.reply())).isIn("", "replaced");
            assertThat(bench.roster()).containsExactly("ada");
        }

        @Test
        void withoutASeatItIsGoneAsEver() {
            assertThat(gone(ada.resume("gateway.other.0"))).isEqualTo("room-closed");
            comeBack(ada);
            assertThat(gone(bob.resume("gateway.other.0"))).isEqualTo("timeout");
        }

        @Test
        void aRoomThatWasGuardedIsNotOpenedAgain() {
            String guarded = seats.get(ada).replace("false", "true");
            assertThat(gone(ada.resume("gateway.other.0", guarded))).isEqualTo("room-closed");
            assertThat(gone(comeBack(bob, ",'guarded':true")))
                    .as("locked since it joined")
                    .isEqualTo("room-closed");
            assertThat(bench.rules.entries()).isEmpty();
        }

        @Test
        void whoKnowsOfAGuardDoesNotComeIntoTheRoomThatTookItsPlace() {
            comeBack(ada);
            assertThat(gone(comeBack(bob, ",'guarded':true"))).isEqualTo("room-closed");
            assertThat(bench.roster()).containsExactly("ada");
        }

        @Test
        void aGuardThatIsNewHoldsOffWhoHasNotPassedIt() {
            comeBack(ada);
            ada.ask(Op.LOCK, "{'locked':true}").reply();
            assertThat(gone(comeBack(bob))).isEqualTo("room-closed");
        }

        @Test
        void aRoomWhoseIdWasGivenIsNotOpenedAgain() {
            ada.in("r_given");
            assertThat(gone(comeBack(ada))).isEqualTo("room-closed");
        }

        @Test
        void afterTheResumeWindowASeatIsWorthNothing() {
            comeBack(ada);
            ada.attach();
            for (int i = 0; i < 4; i++) {
                bench.live(10_000);
                ada.hold();
            }
            assertThat(gone(comeBack(bob))).isEqualTo("timeout");
        }

        @Test
        void norIsARoomOpenedThenThatNobodyCameBackTo() {
            bench.live(31_000);
            assertThat(gone(comeBack(ada))).isEqualTo("room-closed");
        }

        @Test
        void itsMembersStillComeBackWhenAnotherNodeTakesTheRoomOverMeanwhile() {
            comeBack(ada);
            bench.takeOver();
            assertThat(comeBack(bob).path("resync").asBoolean()).isTrue();
            assertThat(bench.roster()).containsExactly("ada", "bob");
        }

        @Test
        void whoWasRemovedSinceStaysOut() {
            comeBack(ada);
            comeBack(bob);
            ada.ask(Op.KICK, "{'peerId':'bob'}").reply();
            assertThat(gone(comeBack(bob))).isEqualTo("kicked");
        }

        @Test
        void thereIsOneHostWhoeverComesBackFirst() {
            String asHost = seats.get(bob).replace("guest", "host");
            bench.hold();
            Asked first = bob.askResume("gateway.other.0", asHost);
            Asked second = ada.askResume("gateway.third.0", seats.get(ada));
            bench.letGo();
            assertThat(first.code()).isNull();
            assertThat(second.code()).isNull();
            assertThat(StreamSupport.stream(ada.peers().spliterator(), false)
                            .filter(peer -> peer.get("role").asText().equals("host")))
                    .hasSize(1);
        }

        @Test
        void whatIsSentToSomebodyWhoIsNotBackYetWaitsForIt() {
            comeBack(ada);
            assertThat(Client.accepted(ada.signal("bob", 4, 4, ada.epoch))).isTrue();
            comeBack(bob);
            bob.attach();
            assertThat(Client.accepted(ada.signal("bob", 5, 4, ada.epoch))).isTrue();
            assertThat(bob.news()).containsExactly("signal ada 4", "signal ada 5");
        }

        @Test
        void butNothingFromSomebodyWhoLeftMeanwhile() {
            Client eve = bench.client("eve");
            comeBack(ada);
            eve.join();
            eve.signal("bob", 1, 1, eve.epoch);
            eve.leave();
            comeBack(bob);
            bob.attach();
            assertThat(bob.news()).isEmpty();
        }

        @Test
        void whatWaitsForSomebodyWhoNeverComesIsForgottenAndBounded() {
            comeBack(ada);
            ada.attach();
            for (int i = 1; i < 8; i++) {
                assertThat(Client.accepted(ada.signal("peer" + i, i, 1, ada.epoch)))
                        .isTrue();
            }
            assertThat(ada.signal("one-too-many", 8, 1, ada.epoch).code()).isEqualTo(Code.PEER_UNKNOWN);
            bench.live(10_000);
            ada.hold();
            bench.live(10_000);
            ada.hold();
            bench.live(11_000);
            assertThat(ada.signal("bob", 9, 1, ada.epoch).code()).isEqualTo(Code.PEER_UNKNOWN);
        }

        @Test
        void whenTheWriteFailsTheClientIsToTryAgain() {
            bench.fail();
            assertThat(ada.askResume("gateway.other.0", seats.get(ada)).code()).isEqualTo(Code.UNAVAILABLE);
            bench.work();
            assertThat(comeBack(ada).path("resync").asBoolean()).isTrue();
        }
    }

    @Nested
    class AfterTheRostersWereLostButNotTheRules {
        private void forgetMembers() {
            bench.pass(1_000);
            bench.members.clear();
            bench.takeOver();
        }

        @Test
        void membersComeBackThroughTheGuardThatTheyHavePassed() {
            ada.ask(Op.UPDATE, "{'password':'a secret word'}").reply();
            Client eve = bench.client("eve");
            seats.put(eve, seatOf(eve.askJoin("{'password':'a secret word'}").reply()));
            forgetMembers();
            assertThat(comeBack(eve, ",'guarded':true").path("resync").asBoolean())
                    .isTrue();
            assertThat(bench.client("max").joinRefused("{}")).isEqualTo(Code.WRONG_PASSWORD);
            assertThat(bench.roster()).containsExactly("eve");
        }

        @Test
        void butNotThroughAPasswordThatWasSetOrChangedSince() {
            ada.ask(Op.UPDATE, "{'password':'a secret word'}").reply();
            Client eve = bench.client("eve");
            seats.put(eve, seatOf(eve.askJoin("{'password':'a secret word'}").reply()));
            ada.ask(Op.UPDATE, "{'password':'another word'}").reply();
            forgetMembers();
            assertThat(gone(comeBack(bob))).isEqualTo("room-closed");
            assertThat(gone(comeBack(eve))).isEqualTo("room-closed");
        }

        @Test
        void norThroughALockThatWasSetSince() {
            ada.ask(Op.LOCK, "{'locked':true}").reply();
            forgetMembers();
            assertThat(gone(comeBack(bob))).isEqualTo("room-closed");
            assertThat(bench.client("eve").joinRefused("{}")).isEqualTo(Code.ROOM_LOCKED);
        }

        @Test
        void norPastALobbyThatWasOpenedSince() {
            ada.ask(Op.UPDATE, "{'lobby':true}").reply();
            forgetMembers();
            assertThat(gone(comeBack(bob))).isEqualTo("room-closed");
        }

        @Test
        void aLockThatIsLiftedKeepsNobodyOut() {
            ada.ask(Op.LOCK, "{'locked':true}").reply();
            ada.ask(Op.LOCK, "{'locked':false}").reply();
            forgetMembers();
            assertThat(comeBack(bob).path("resync").asBoolean()).isTrue();
        }

        @Test
        void aChangeThatSetsNoGuardKeepsNobodyOut() {
            ada.ask(Op.UPDATE, "{'password':'a secret word'}").reply();
            Client eve = bench.client("eve");
            seats.put(eve, seatOf(eve.askJoin("{'password':'a secret word'}").reply()));
            ada.ask(Op.UPDATE, "{'name':'another name'}").reply();
            forgetMembers();
            assertThat(comeBack(eve).path("resync").asBoolean()).isTrue();
        }

        @Test
        void whoWasKickedDoesNotComeBackIntoAGuardedRoom() {
            ada.ask(Op.UPDATE, "{'password':'a secret word'}").reply();
            Client eve = bench.client("eve");
            seats.put(eve, seatOf(eve.askJoin("{'password':'a secret word'}").reply()));
            ada.ask(Op.KICK, "{'peerId':'eve'}").reply();
            forgetMembers();
            assertThat(gone(comeBack(eve))).isEqualTo("room-closed");
        }

        @Test
        void theOwnersAccountComesBackThroughItsOwnLock() {
            Client zoe = bench.client("zoe").in("r_made").as("acc_zoe");
            zoe.ask(Op.CREATE, "{}").reply();
            seats.put(zoe, seatOf(zoe.askJoin("{}").reply()));
            zoe.ask(Op.LOCK, "{'locked':true}").reply();
            forgetMembers();
            assertThat(comeBack(zoe).path("resync").asBoolean()).isTrue();
        }

        @Test
        void nobodyWhoIsBannedComesBack() {
            ada.ask(Op.BAN, "{'subject':'device:device-of-bob'}").reply();
            forgetMembers();
            assertThat(gone(comeBack(bob))).isEqualTo("banned");
        }

        @Test
        void norWhoIsBannedWhileItComesBack() {
            forgetMembers();
            comeBack(ada);
            bench.hold();
            Asked asked = bob.askResume("gateway.other.0", seats.get(bob));
            ada.ask(Op.BAN, "{'subject':'device:device-of-bob'}");
            bench.letGo();
            bench.letGo();
            assertThat(asked.said()).isInstanceOf(Answer.class);
            assertThat(gone(asked.reply())).isIn("banned", "timeout");
            assertThat(bench.roster()).containsExactly("ada");
        }

        @Test
        void theyDoSoAlsoWhenTheRoomMovesMeanwhile() {
            forgetMembers();
            comeBack(ada);
            bench.takeOver();
            assertThat(comeBack(bob).path("resync").asBoolean()).isTrue();
        }

        @Test
        void aSecondLossIsNoDifferent() {
            forgetMembers();
            comeBack(ada);
            bench.pass(40_000);
            forgetMembers();
            assertThat(comeBack(ada).path("resync").asBoolean()).isTrue();
        }
    }

    @Nested
    class WhereNothingWasLost {
        @Test
        void whoLeftDoesNotComeBackWithAnOldToken() {
            bob.leave();
            assertThat(gone(comeBack(bob))).isEqualTo("left");
            bench.takeOver();
            assertThat(gone(comeBack(bob)))
                    .as("the next owner knows the others, and so that bob has left")
                    .isEqualTo("timeout");
        }

        @Test
        void whoWasKickedDoesNotComeBackThroughALockWhenTheRoomMoves() {
            ada.ask(Op.LOCK, "{'locked':true}").reply();
            ada.ask(Op.KICK, "{'peerId':'bob'}").reply();
            bench.takeOver();
            assertThat(gone(comeBack(bob))).isEqualTo("timeout");
        }

        @Test
        void anOlderOpeningHasNoSeat() {
            comeBack(bob);
            bob.generation = 0;
            assertThat(gone(comeBack(bob))).isEqualTo("replaced");
        }

        @Test
        void aSignalToNobodyIsRefusedAtOnce() {
            assertThat(ada.signal("eve", 1, 1, ada.epoch).code()).isEqualTo(Code.PEER_UNKNOWN);
        }
    }

    @Test
    void aRecordedRoomComesBackWithItsRulesAndItsMembers() {
        Client zoe = bench.client("zoe").in("r_made").as("acc_zoe");
        zoe.ask(Op.CREATE, "{'password':'a secret word'}").reply();
        zoe.askJoin("{}").reply();
        Client max = bench.client("max").in("r_made");
        seats.put(max, seatOf(max.askJoin("{'password':'a secret word'}").reply()));
        bench.pass(1_000);
        bench.forgetAll();
        assertThat(comeBack(max, ",'guarded':true").path("resync").asBoolean()).isTrue();
        assertThat(bench.client("eve").in("r_made").joinRefused("{}")).isEqualTo(Code.WRONG_PASSWORD);
    }

    private static String seatOf(JsonNode reply) {
        return ",'seat':{'joinedAt':" + reply.at("/self/joinedAt") + ",'role':'guest','name':'','guarded':"
                + reply.get("guarded") + "}";
    }
}
