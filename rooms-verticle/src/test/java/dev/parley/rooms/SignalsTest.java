package dev.parley.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.Code;
import dev.parley.rooms.Client.Asked;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SignalsTest {
    private final Bench bench = new Bench();
    private final Client ada = bench.member("ada");
    private final Client bob = bench.member("bob");

    @BeforeEach
    void forgetHowTheyMet() {
        ada.news();
        bob.news();
    }

    @Test
    void aSignalReachesItsRecipientAloneAndOnce() {
        Client eve = bench.member("eve");
        bob.news();
        Asked asked = ada.signal(bob, 1);
        assertThat(Client.accepted(asked)).isTrue();
        assertThat(bob.news()).containsExactly("signal ada 1");
        assertThat(eve.news()).isEmpty();
        assertThat(ada.news()).containsExactly("peer-joined eve");
    }

    @Test
    void theRecipientsLaneAcknowledgesAndNotTheOwner() {
        bench.lose((lane, message) -> lane.equals(bob.lane));
        assertThat(ada.signal(bob, 1).isOpen()).isTrue();
    }

    @Test
    void idsAreTakenInOrder() {
        ada.signal(bob, 1);
        assertThat(ada.signal(bob, 3).code()).isEqualTo(Code.OUT_OF_ORDER);
        assertThat(Client.accepted(ada.signal(bob, 2))).isTrue();
        assertThat(Client.accepted(ada.signal(bob, 3))).isTrue();
        assertThat(bob.news()).containsExactly("signal ada 1", "signal ada 2", "signal ada 3");
    }

    @Test
    void idsOfOneSenderAreOneSequenceWhoeverTheRecipientIs() {
        Client eve = bench.member("eve");
        ada.signal(bob, 1);
        assertThat(ada.signal(eve, 1)).matches(Client::accepted, "a repetition, settled as before");
        assertThat(Client.accepted(ada.signal(eve, 2))).isTrue();
        assertThat(eve.news()).containsExactly("signal ada 2");
    }

    @Test
    void aRepeatedSignalIsAcknowledgedAndNotShownTwice() {
        ada.signal(bob, 1);
        ada.signal(bob, 2);
        assertThat(Client.accepted(ada.signal(bob, 1))).isTrue();
        assertThat(Client.accepted(ada.signal(bob, 2))).isTrue();
        assertThat(bob.news()).containsExactly("signal ada 1", "signal ada 2");
    }

    @Test
    void eachSenderCountsForItself() {
        ada.signal(bob, 1);
        bob.signal(ada, 1);
        assertThat(ada.news()).containsExactly("signal bob 1");
        assertThat(bob.news()).containsExactly("signal ada 1");
    }

    @Test
    void whoIsNotInTheRoomSendsNothing() {
        Client eve = bench.client("eve");
        assertThat(eve.signal(bob, 1).code()).isEqualTo(Code.NOT_MEMBER);
        assertThat(eve.in("nowhere").signal(bob, 1).code()).isEqualTo(Code.NOT_MEMBER);
        assertThat(bob.news()).isEmpty();
    }

    @Test
    void afterLeavingNothingIsForwardedAndAfterComingBackIdsBeginAnew() {
        ada.signal(bob, 1);
        ada.signal(bob, 2);
        ada.leave();
        assertThat(ada.signal(bob, 3).code()).isEqualTo(Code.NOT_MEMBER);
        ada.join();
        ada.attach();
        ada.signal(bob, 1);
        assertThat(bob.news())
                .containsExactly(
                        "signal ada 1",
                        "signal ada 2",
                        "peer-left ada left",
                        "peer-updated bob host",
                        "peer-joined ada",
                        "signal ada 1");
    }

    @Nested
    class ToSomebodyWhoIsNotThere {
        @Test
        void anUnknownRecipientSettlesTheId() {
            assertThat(ada.signal("nobody", 1, 0, "").code()).isEqualTo(Code.PEER_UNKNOWN);
            assertThat(Client.accepted(ada.signal(bob, 2))).isTrue();
        }

        @Test
        void itsRepetitionIsAnsweredAlike() {
            ada.signal("nobody", 1, 0, "");
            assertThat(ada.signal("nobody", 1, 0, "").code()).isEqualTo(Code.PEER_UNKNOWN);
        }

        @Test
        void soIsThatOfEachOfSeveral() {
            for (long id = 1; id <= 64; id++) {
                ada.signal("nobody", id, 1, "");
            }
            for (long id = 1; id <= 64; id++) {
                assertThat(ada.signal("nobody", id, 1, "").code()).isEqualTo(Code.PEER_UNKNOWN);
            }
        }

        @Test
        void threeInARowAreAnsweredAlikeAlsoWhenWhatFollowsReachesSomebody() {
            for (long id = 1; id <= 3; id++) {
                ada.signal("nobody", id, 1, "");
            }
            ada.signal(bob.peerId, 4, 1, "");
            for (long id = 1; id <= 3; id++) {
                assertThat(ada.signal("nobody", id, 1, "").code()).isEqualTo(Code.PEER_UNKNOWN);
            }
            assertThat(ada.signal(bob.peerId, 4, 1, "")).matches(Client::accepted);
        }

        @Test
        void aSignalToOneselfIsToNobody() {
            assertThat(ada.signal(ada, 1).code()).isEqualTo(Code.PEER_UNKNOWN);
            assertThat(Client.accepted(ada.signal(bob, 2))).isTrue();
            assertThat(ada.news()).isEmpty();
        }
    }

    @Nested
    class ToSomebodyWhoIsAway {
        @BeforeEach
        void bobIsAway() {
            bob.detach(true);
        }

        @Test
        void itIsKeptAndAcknowledgedByTheOwner() {
            assertThat(Client.accepted(ada.signal(bob, 1))).isTrue();
            bob.resume("gateway.other.0");
            bob.attach();
            assertThat(bob.news()).containsExactly("signal ada 1");
            assertThat(bob.gaps).isEmpty();
        }

        @Test
        void aFullRingRefusesWithoutTakingTheIdAndDropsNothing() {
            LongStream.rangeClosed(1, 8)
                    .forEach(id -> assertThat(ada.signal(bob, id)).matches(Client::accepted));
            assertThat(ada.signal(bob, 9).code()).isEqualTo(Code.UNAVAILABLE);
            assertThat(ada.signal(bob, 9).code()).isEqualTo(Code.UNAVAILABLE);
            bob.resume("gateway.other.0");
            bob.attach();
            assertThat(Client.accepted(ada.signal(bob, 9))).isTrue();
            assertThat(bob.story())
                    .containsExactly(LongStream.rangeClosed(1, 9)
                            .mapToObj(id -> "signal ada " + id)
                            .toArray(String[]::new));
        }

        @Test
        void anIdThatWasRefusedMayGoToSomebodyElse() {
            LongStream.rangeClosed(1, 8).forEach(id -> ada.signal(bob, id));
            Client eve = bench.client("eve", "g9");
            eve.join();
            eve.attach();
            assertThat(ada.signal(bob, 9).code()).isEqualTo(Code.UNAVAILABLE);
            assertThat(Client.accepted(ada.signal(eve, 9))).isTrue();
        }
    }

    @Nested
    class ToSomebodyWhoHasNotRegisteredYet {
        @Test
        void itWaitsInTheRingBehindTheReplyOfTheJoin() {
            Client eve = bench.client("eve");
            eve.join();
            assertThat(Client.accepted(ada.signal(eve, 1))).isTrue();
            assertThat(eve.news()).isEmpty();
            eve.attach();
            assertThat(eve.news()).containsExactly("signal ada 1");
            assertThat(eve.gaps).isEmpty();
        }
    }

    @Nested
    class AfterATakeover {
        private String former;

        @BeforeEach
        void takeOver() {
            ada.signal(bob, 1);
            ada.signal(bob, 2);
            former = ada.epoch;
            bench.takeOver();
            ada.attach();
            bob.attach();
            bob.news();
        }

        @Test
        void aSignalUnderTheFormerEpochIsRefusedWithTheNewOne() {
            Asked refused = ada.signal("bob", 3, 3, former);
            assertThat(refused.code()).isEqualTo(Code.EPOCH_CHANGED);
            assertThat(refused.answer().epoch()).isEqualTo(ada.epoch).isNotEqualTo(former);
            assertThat(Client.accepted(ada.signal("bob", 3, 3, ada.epoch))).isTrue();
        }

        @Test
        void theOwnerBeginsAtTheSendersBase() {
            assertThat(ada.signal("bob", 5, 3, "").code()).isEqualTo(Code.OUT_OF_ORDER);
            for (long id = 3; id <= 5; id++) {
                assertThat(Client.accepted(ada.signal("bob", id, 3, ""))).isTrue();
            }
            assertThat(bob.news()).containsExactly("signal ada 3", "signal ada 4", "signal ada 5");
        }

        @Test
        void withoutABaseItBeginsWithWhatComesFirst() {
            assertThat(Client.accepted(ada.signal(bob, 7))).isTrue();
            assertThat(ada.signal(bob, 9).code()).isEqualTo(Code.OUT_OF_ORDER);
        }

        @Test
        void whatWasAcceptedBeforeMayBeSentAgainOldestFirst() {
            for (long id = 1; id <= 3; id++) {
                assertThat(Client.accepted(ada.signal("bob", id, 1, ada.epoch))).isTrue();
            }
            assertThat(bob.news()).containsExactly("signal ada 1", "signal ada 2", "signal ada 3");
        }

        @Test
        void aSenderWhoseSignalsTheFormerOwnerStillAcceptedGoesOn() {
            ada.signal("bob", 3, 3, "");
            assertThat(Client.accepted(ada.signal("bob", 5, 5, "")))
                    .as("4 was accepted by the former owner: the sender says so with its base")
                    .isTrue();
            assertThat(bob.news()).containsExactly("signal ada 3", "signal ada 5");
        }
    }
}
