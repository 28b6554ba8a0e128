package dev.parley.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.protocol.CloseReason;
import dev.parley.protocol.Code;
import dev.parley.protocol.Epoch;
import dev.parley.protocol.lane.Op;
import dev.parley.protocol.lane.ToGateway.Evict;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AttachmentsTest {
    private static final String ELSEWHERE = "gateway.elsewhere.0";

    private final Bench bench = new Bench();
    private final Client ada = bench.member("ada");
    private final Client bob = bench.member("bob");

    @BeforeEach
    void forgetHowTheyMet() {
        news();
    }

    @Test
    void whatWaitedInTheRingFollowsTheReplyOfTheJoinWithoutAGap() {
        Client eve = bench.client("eve");
        eve.join();
        ada.signal(eve, 1);
        ada.ask(Op.STATE, "{'state':{'audio':true}}");
        assertThat(eve.seen).isEmpty();
        eve.attach();
        assertThat(eve.story()).containsExactly("signal ada 1", "peer-updated ada");
        assertThat(eve.seen).extracting(f -> f.get("seq").asLong()).containsExactly(1L, 2L);
        assertThat(eve.gaps).isEmpty();
    }

    @Test
    void attachingAgainRepeatsNothing() {
        ada.signal(bob, 1);
        bob.attach();
        bob.attach();
        assertThat(bob.news()).containsExactly("signal ada 1");
        assertThat(bob.gaps).isEmpty();
    }

    @Test
    void whatWasLostOnTheWayIsSentAgainWhenTheLaneAsksForIt() {
        bench.lose((lane, message) -> lane.equals(bob.lane));
        ada.signal(bob, 1);
        bench.loseNothing();
        ada.signal(bob, 2);
        assertThat(bob.news()).isEmpty();
        assertThat(bob.gaps).hasSize(1);
        bob.attach();
        assertThat(bob.news()).containsExactly("signal ada 1", "signal ada 2");
    }

    @Test
    void anUnregisteredAddressStopsTheStreamUntilItIsRegisteredAgain() {
        bob.detach(false);
        ada.signal(bob, 1);
        assertThat(bob.news()).isEmpty();
        assertThat(ada.news()).as("the socket is still there").isEmpty();
        bob.attach();
        assertThat(bob.news()).containsExactly("signal ada 1");
        assertThat(bob.gaps).isEmpty();
    }

    @Test
    void aGapThatTheRingDoesNotCoverIsToldWithTheRosterAndTheRestFollows() {
        bob.detach(true);
        ada.news();
        for (int i = 0; i < 12; i++) {
            ada.ask(Op.STATE, "{'state':{'n':" + i + "}}");
        }
        bob.lane = ELSEWHERE;
        bob.attach();
        assertThat(bob.seen.get(0).get("type").asText()).isEqualTo("resync");
        assertThat(bob.seen.get(0).at("/peers/0/peerId").asText()).isEqualTo("ada");
        assertThat(bob.seen.get(0).at("/peers")).hasSize(1);
        assertThat(bob.seen)
                .hasSize(9)
                .extracting(f -> f.at("/state/n").asInt())
                .endsWith(10, 11);
        assertThat(bob.seen).allMatch(f -> f.get("epoch").asText().equals(ada.epoch));
        for (int i = 1; i < bob.seen.size(); i++) {
            assertThat(bob.seen.get(i).get("seq").asLong())
                    .isEqualTo(bob.seen.get(i - 1).get("seq").asLong() + 1);
        }
        assertThat(bob.gaps).isEmpty();
    }

    @Nested
    class Connection {
        @Test
        void aSocketThatIsGoneIsToldOnceAndItsReturnToo() {
            bob.detach(true);
            bob.detach(true);
            assertThat(ada.news()).containsExactly("peer-updated bob lost");
            bob.resume(ELSEWHERE);
            bob.attach();
            assertThat(ada.news()).containsExactly("peer-updated bob back");
        }

        @Test
        void aPeerThatReconnectsInTimeNeverLeaves() {
            bob.detach(true);
            bench.live(bench.config.resumeWindowMs() - 1_000);
            bob.resume(ELSEWHERE);
            bob.attach();
            hold();
            bench.live(10_000);
            assertThat(ada.news()).containsExactly("peer-updated bob lost", "peer-updated bob back");
        }

        @Test
        void whoJoinsAgainInsteadOfResumingIsBackToo() {
            bob.detach(true);
            bob.generation++;
            bob.lane = ELSEWHERE;
            bob.join();
            bob.attach();
            assertThat(ada.news()).containsExactly("peer-updated bob lost", "peer-updated bob back");
        }

        @Test
        void everybodyOnANodeThatLeftHasLostTheConnection() {
            Client eve = bench.client("eve", "g1");
            eve.join();
            eve.attach();
            news();
            bench.nodeLeft("g1");
            assertThat(bob.news()).containsExactlyInAnyOrder("peer-updated ada lost", "peer-updated eve lost");
            assertThat(ada.seen).isEmpty();
        }

        @Test
        void aNodeThatDoesNotServeTheRoomAnyMoreTellsNobodyThatAnotherLeft() {
            bench.table.owner("other-node");
            bench.nodeLeft("g1");
            assertThat(bob.news()).isEmpty();
        }

        @Test
        void theEndOfAFormerSocketMeansNothing() {
            String former = bob.lane;
            bob.resume(ELSEWHERE);
            bob.attach();
            bob.generation--;
            bob.lane = former;
            bob.detach(true);
            assertThat(ada.news()).isEmpty();
        }
    }

    @Nested
    class Holdings {
        @Test
        void aGatewaysWordRenewsTheLease() {
            for (int i = 0; i < 12; i++) {
                bench.live(5_000);
                hold();
            }
            assertThat(ada.news()).isEmpty();
        }

        @Test
        void aMemberForWhichNoGatewaySpeaksIsLostAndThenLeaves() {
            for (int i = 0; i < 2; i++) {
                bench.live(5_000);
                ada.hold();
            }
            bench.live(5_000);
            ada.hold();
            assertThat(ada.news()).containsExactly("peer-updated bob lost");
            for (int i = 0; i < 6; i++) {
                bench.live(5_000);
                ada.hold();
            }
            assertThat(ada.news()).containsExactly("peer-left bob timeout");
        }

        @Test
        void aStreamThatNeverArrivedIsRepaired() {
            bench.lose((lane, message) -> lane.equals(bob.lane));
            ada.signal(bob, 1);
            bench.loseNothing();
            hold();
            assertThat(bob.news()).as("it may still be on its way").isEmpty();
            bench.live(5_000);
            hold();
            assertThat(bob.news()).containsExactly("signal ada 1");
        }

        @Test
        void anAttachThatWasLostIsMadeGood() {
            Client eve = bench.client("eve");
            eve.join();
            eve.ready = true;
            ada.signal(eve, 1);
            eve.hold();
            assertThat(eve.news()).containsExactly("signal ada 1");
        }

        @Test
        void aMemberThatTheOwnerDoesNotKnowIsAskedFor() {
            Client eve = bench.client("eve");
            eve.hold();
            assertThat(eve.unknown).isNotNull();
            eve.unknown = null;
            eve.in("nowhere").hold();
            assertThat(eve.unknown).isNotNull();
        }

        @Test
        void aFormerOpeningIsEvicted() {
            bob.resume(ELSEWHERE);
            bob.attach();
            Client former = formerBob();
            former.hold();
            assertThat(former.evict).isEqualTo(new Evict("bob", 1, CloseReason.CONTINUED_ELSEWHERE));
            ada.signal(bob, 1);
            assertThat(bob.news()).containsExactly("signal ada 1");
        }

        @Test
        void aNewOwnerLearnsWhereEverybodyIs() {
            bench.takeOver();
            bench.live(2_000);
            hold();
            bench.live(5_000);
            ada.news();
            bob.news();
            assertThat(Client.accepted(ada.signal(bob, 1))).isTrue();
            assertThat(bob.news()).containsExactly("signal ada 1");
            assertThat(ada.epoch).isEqualTo(bob.epoch);
        }
    }

    @Nested
    class Resume {
        @Test
        void inTheSameEpochTheMissedFramesFollow() {
            bob.detach(true);
            ada.signal(bob, 1);
            JsonNode entry = bob.resume(ELSEWHERE);
            assertThat(entry.toString())
                    .startsWith("{\"roomId\":\"room\",\"self\":")
                    .endsWith("\"resumed\":true}");
            ada.signal(bob, 2);
            bob.attach();
            assertThat(bob.news()).containsExactly("signal ada 1", "signal ada 2");
            assertThat(bob.gaps).isEmpty();
        }

        @Test
        void inAnotherEpochTheGapIsExplicitAndWhatTheOwnerHoldsFollows() {
            bob.detach(true);
            String former = bob.epoch;
            bench.takeOver();
            ada.attach();
            ada.signal(bob, 1);
            JsonNode entry = bob.resume(ELSEWHERE);
            assertThat(entry.get("resync").asBoolean()).isTrue();
            assertThat(entry.get("epoch").asText()).isEqualTo(ada.epoch).isNotEqualTo(former);
            assertThat(entry.get("seq").asLong()).isEqualTo(bob.seq);
            assertThat(entry.at("/peers/0/peerId").asText()).isEqualTo("ada");
            bob.news();
            bob.attach();
            assertThat(bob.news()).containsExactly("signal ada 1");
            assertThat(bob.gaps).isEmpty();
        }

        @Test
        void aClientThatNamesANumberTheOwnerNeverGaveIsResynced() {
            bob.detach(true);
            bob.seq += 5;
            assertThat(bob.resume(ELSEWHERE).get("resync").asBoolean()).isTrue();
        }

        @Test
        void theFormerSocketIsToldThatItGoesOnElsewhere() {
            Client former = formerBob();
            bob.resume(ELSEWHERE);
            assertThat(former.evict).isNotNull();
            assertThat(bob.evict).isNull();
        }

        @Test
        void onTheSameLaneTheNewSocketIsNotEvictedWithTheFormer() {
            bob.resume(bob.lane);
            bob.attach();
            assertThat(bob.evict == null || bob.evict.generation() < bob.generation)
                    .isTrue();
            ada.signal(bob, 1);
            assertThat(bob.news()).containsExactly("signal ada 1");
        }

        @Test
        void ofTwoOpeningsWithOneTokenTheLastWinsAndTheOtherIsClosed() {
            Client thief = twinOf(bob, "gateway.thief.0");
            bob.detach(true);
            thief.resume("gateway.thief.0");
            thief.attach();
            bob.resume(ELSEWHERE);
            bob.attach();
            assertThat(thief.evict)
                    .as("both came with generation 2, bob came last")
                    .isNotNull();
            assertThat(bob.evict).isNull();
            ada.signal(bob, 1);
            assertThat(bob.news()).containsExactly("signal ada 1");
        }

        @Test
        void anOpeningThatWasEvictedDoesNotTakeTheStreamBack() {
            Client thief = twinOf(bob, "gateway.thief.0");
            thief.resume("gateway.thief.0");
            bob.resume(ELSEWHERE);
            bob.attach();
            bench.lose((lane, message) -> message instanceof Evict);
            thief.ready = true;
            thief.open = true;
            thief.hold();
            thief.attach();
            bench.loseNothing();
            ada.signal(bob, 1);
            assertThat(bob.news()).containsExactly("signal ada 1");
            thief.evict = null;
            thief.hold();
            assertThat(thief.evict).isNotNull();
        }

        @Test
        void aRepetitionThatComesLateDoesNotStopTheStream() {
            bob.resume(ELSEWHERE);
            bob.attach();
            bob.ask(Op.RESUME, "{'epoch':'" + bob.epoch + "','seq':" + bob.seq + "}");
            ada.signal(bob, 1);
            assertThat(bob.news()).containsExactly("signal ada 1");
        }

        @Test
        void anOlderOpeningIsReplaced() {
            bob.resume(ELSEWHERE);
            Client former = formerBob();
            former.generation = 0;
            assertThat(former.resume("gateway.former.0").get("gone").asText()).isEqualTo("replaced");
        }

        @Test
        void whoLeftWasKickedOrTimedOutIsToldSo() {
            assertThat(goneAfter(() -> bob.leave())).isEqualTo("left");
            bob.join();
            assertThat(goneAfter(() -> ada.ask(Op.KICK, "{'peerId':'bob'}"))).isEqualTo("kicked");
            bob.join();
            bob.detach(true);
            for (int i = 0; i < 6; i++) {
                bench.live(5_000);
                ada.hold();
            }
            assertThat(goneAfter(() -> {})).isEqualTo("timeout");
            bob.join();
            assertThat(goneAfter(() -> ada.ask(Op.BAN, "{'peerId':'bob'}"))).isEqualTo("banned");
        }

        @Test
        void aRoomThatNobodyRemembersIsClosed() {
            assertThat(bob.in("nowhere").resume(ELSEWHERE).get("gone").asText()).isEqualTo("room-closed");
        }

        @Test
        void somebodyWhoWasNeverThereLearnsNoMoreThanThatItIsOver() {
            Client eve = bench.client("eve");
            assertThat(eve.resume(ELSEWHERE).get("gone").asText()).isEqualTo("timeout");
        }

        private String goneAfter(Runnable end) {
            end.run();
            return bob.resume(ELSEWHERE).get("gone").asText();
        }
    }

    @Nested
    class SessionsThatAreRenewed {
        @Test
        void aHigherGenerationOnTheSameSocketKeepsTheStream() {
            bob.generation++;
            bob.hold();
            ada.signal(bob, 1);
            assertThat(bob.news()).containsExactly("signal ada 1");
            assertThat(bob.evict).isNull();
        }

        @Test
        void theOwnerRemembersTheGenerationForTheNextOne() {
            bob.generation++;
            bob.hold();
            bench.takeOver();
            Client former = formerBob();
            former.attach();
            assertThat(former.evict).isNotNull();
        }
    }

    /** The lanes of both halves of a split cluster must come to believe the owner that remains. */
    @Nested
    class AfterASplit {
        @Test
        void aLaneThatKnowsALaterOwnerIsAnsweredInANewerTermStill() {
            bob.epoch = new Epoch(40, "zzzzzzzz").forRoom();
            String other = bob.epoch;
            bob.hold();
            assertThat(bob.epoch).isNotEqualTo(other);
            assertThat(Epoch.isOlder(other, bob.epoch)).isTrue();
            ada.hold();
            bob.hold();
            assertThat(ada.epoch).isEqualTo(bob.epoch);
            news();
            ada.signal(bob, 1);
            assertThat(bob.news()).containsExactly("signal ada 1");
        }

        @Test
        void aTieIsBrokenToo() {
            String mine = bob.epoch;
            bob.epoch = mine.substring(0, mine.indexOf('.') + 1) + "~~~~~~~~" + mine.substring(mine.indexOf('.') + 9);
            String other = bob.epoch;
            assertThat(Epoch.isOlder(mine, other)).isTrue();
            bob.attach();
            assertThat(Epoch.isOlder(other, bob.epoch)).isTrue();
        }
    }

    @Test
    void anEvictedSocketCannotJoinAgain() {
        bob.resume(ELSEWHERE);
        bob.attach();
        news();
        Client former = formerBob();
        assertThat(former.joinRefused("{}")).isEqualTo(Code.NOT_ALLOWED);
        assertThat(former.evict).isNotNull();
        assertThat(ada.news()).isEmpty();
        ada.signal(bob, 1);
        assertThat(bob.news()).containsExactly("signal ada 1");
    }

    /** Bob's first socket, as a client of its own. */
    private Client formerBob() {
        return twinOf(bob, "gateway.g2.0");
    }

    private Client twinOf(Client client, String lane) {
        Client twin = bench.client(client.peerId);
        twin.lane = lane;
        twin.generation = 1;
        twin.device = client.device;
        twin.epoch = client.epoch;
        twin.seq = client.seq;
        return twin;
    }

    private void hold() {
        ada.hold();
        bob.hold();
    }

    private void news() {
        ada.news();
        bob.news();
    }
}
