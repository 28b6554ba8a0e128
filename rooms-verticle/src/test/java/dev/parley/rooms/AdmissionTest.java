package dev.parley.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.protocol.Code;
import dev.parley.protocol.lane.Op;
import dev.parley.rooms.Client.Asked;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private final Bench bench = new Bench();

    @Test
    void theFirstIsHostAndTheNextAreGuests() {
        JsonNode first = bench.client("ada").join();
        JsonNode second = bench.client("bob").join();
        assertThat(first.at("/self/role").asText()).isEqualTo("host");
        assertThat(second.at("/self/role").asText()).isEqualTo("guest");
        assertThat(bench.roster()).containsExactly("ada", "bob");
    }

    @Test
    void theReplySaysWhatOneNeedsToBegin() {
        bench.client("ada").join();
        Client bob = bench.client("bob").as("u-bob");
        JsonNode joined =
                bob.askJoin("{'displayName':' Bob ','state':{'audio':true}}").reply();
        assertThat(joined.at("/self/displayName").asText()).isEqualTo("Bob");
        assertThat(joined.at("/self/state/audio").asBoolean()).isTrue();
        assertThat(joined.at("/self/user/id").asText()).isEqualTo("u-bob");
        assertThat(joined.at("/room/peers").asInt()).isEqualTo(2);
        assertThat(joined.at("/peers").findValuesAsText("peerId")).containsExactly("ada");
        assertThat(joined.get("epoch").asText()).isEqualTo(bob.epoch).isNotEmpty();
        assertThat(joined.get("seq").asLong()).isZero();
        assertThat(joined.get("iceServers").isArray()).isTrue();
    }

    @Test
    void othersAreToldAndOneselfIsNot() {
        Client ada = bench.member("ada");
        Client bob = bench.member("bob");
        assertThat(ada.news()).containsExactly("peer-joined bob");
        assertThat(bob.news()).isEmpty();
    }

    @Test
    void joiningIsRefusedForWhatIsNotWellFormed() {
        Client ada = bench.client("ada");
        assertThat(ada.joinRefused("{'displayName':''}")).isEqualTo(Code.INVALID_ARGUMENT);
        assertThat(ada.joinRefused("{'displayName':'" + "x".repeat(65) + "'}")).isEqualTo(Code.INVALID_ARGUMENT);
        assertThat(ada.joinRefused("{'state':{'x':'" + "x".repeat(2_048) + "'}}"))
                .isEqualTo(Code.INVALID_ARGUMENT);
        assertThat(ada.joinRefused("[1]")).isEqualTo(Code.INVALID_ARGUMENT);
        assertThat(ada.joinRefused("{")).isEqualTo(Code.INVALID_JSON);
        assertThat(ada.get()).as("no ghost of a room").isNull();
    }

    @Nested
    class Again {
        @Test
        void joiningTwiceIsOneMembership() {
            Client ada = bench.member("ada");
            Client bob = bench.member("bob");
            ada.news();
            JsonNode again = bob.askJoin("{}").reply();
            assertThat(again.at("/self/peerId").asText()).isEqualTo("bob");
            assertThat(again.at("/peers").findValuesAsText("peerId")).containsExactly("ada");
            assertThat(ada.news()).isEmpty();
            ada.signal(bob, 1);
            assertThat(bob.news()).containsExactly("signal ada 1");
            assertThat(bob.gaps).isEmpty();
        }

        @Test
        void beforeRegisteringNothingThatWaitsIsLost() {
            Client ada = bench.member("ada");
            Client bob = bench.client("bob");
            bob.join();
            ada.signal(bob, 1);
            bob.join();
            bob.attach();
            assertThat(bob.news()).containsExactly("signal ada 1");
        }

        @Test
        void whileTheFirstIsUnderWayItGetsTheSameAnswer() {
            Client ada = bench.member("ada");
            ada.news();
            Client bob = bench.client("bob");
            bench.hold();
            Asked first = bob.ask(Op.JOIN, "{}");
            Asked second = bob.ask(Op.JOIN, "{}");
            assertThat(first.isOpen()).isTrue();
            assertThat(second.isOpen()).isTrue();
            bench.letGo();
            assertThat(second.reply()).isEqualTo(first.reply());
            assertThat(ada.news()).isEqualTo(List.of("peer-joined bob"));
            assertThat(bench.roster()).containsExactly("ada", "bob");
        }

        @Test
        void whileItsPasswordIsBeingCheckedToo() {
            Client ada = bench.client("ada");
            ada.ask(Op.CREATE, "{'visibility':'unlisted','password':'correct horse'}")
                    .reply();
            bench.vertx.hold();
            Asked first = ada.ask(Op.JOIN, "{'password':'correct horse'}");
            Asked second = ada.ask(Op.JOIN, "{'password':'correct horse'}");
            bench.vertx.letGo();
            bench.deliver();
            assertThat(first.reply().at("/self/role").asText()).isEqualTo("host");
            assertThat(second.reply().at("/self/role").asText()).isEqualTo("host");
            assertThat(bench.roster()).containsExactly("ada");
        }

        @Test
        void aRepetitionByTheRouterIsAnsweredOnce() {
            Client ada = bench.client("ada");
            bench.hold();
            Asked first = ada.ask(Op.JOIN, "{}");
            ada.again(first.corr, Op.JOIN, "{}");
            bench.letGo();
            assertThat(first.reply().at("/self/role").asText()).isEqualTo("host");
            assertThat(bench.roster()).containsExactly("ada");
        }

        @Test
        void leavingWhileTheJoinIsUnderWayLeavesNoGhost() {
            Client ada = bench.member("ada");
            Client bob = bench.client("bob");
            bench.hold();
            bob.ask(Op.JOIN, "{}");
            Asked left = bob.ask(Op.LEAVE, "{}");
            bench.letGo();
            bench.letGo();
            assertThat(left.reply().size()).isZero();
            assertThat(bench.roster()).containsExactly("ada");
            assertThat(bench.members.entries()).containsOnlyKeys("ada@room");
        }

        @Test
        void joinTimesNeverRepeatInARoom() {
            Client ada = bench.member("ada");
            Client bob = bench.client("bob");
            List<Long> times = IntStream.range(0, 50)
                    .mapToObj(i -> {
                        long at = bob.join().at("/self/joinedAt").asLong();
                        bob.leave();
                        return at;
                    })
                    .toList();
            assertThat(times).doesNotHaveDuplicates().isSorted();
            assertThat(ada.gaps).isEmpty();
        }
    }

    @Nested
    class AdHoc {
        @Test
        void joiningAnUnknownIdOpensARoomThatIsGoneWhenEmpty() {
            Client ada = bench.member("ada");
            assertThat(bench.rules.entries()).containsOnlyKeys("room");
            ada.leave();
            assertThat(bench.rules.entries()).isEmpty();
            assertThat(bench.members.entries()).isEmpty();
            assertThat(ada.get()).isNull();
        }

        @Test
        void whereItIsNotAllowedTheRoomIsUnknown() {
            Bench strict = new Bench(Bench.config(false));
            assertThat(strict.client("ada").joinRefused("{}")).isEqualTo(Code.ROOM_UNKNOWN);
        }

        @Test
        void anIdThatTheServerGivesIsNeverOpenedByJoining() {
            assertThat(bench.client("ada").in("r_abc").joinRefused("{}")).isEqualTo(Code.ROOM_UNKNOWN);
        }

        @Test
        void whenTheWriteFailsTheJoinIsUnavailableAndThereIsNoGhost() {
            Client ada = bench.client("ada");
            bench.fail();
            assertThat(ada.joinRefused("{}")).isEqualTo(Code.UNAVAILABLE);
            bench.work();
            assertThat(ada.get()).isNull();
            assertThat(ada.join().at("/self/role").asText()).isEqualTo("host");
        }

        @Test
        void aWriteThatOnlySeemedToFailLeavesNothingBehind() {
            Client ada = bench.client("ada");
            bench.members.timeOut();
            assertThat(ada.joinRefused("{}")).isEqualTo(Code.UNAVAILABLE);
            bench.work();
            assertThat(bench.members.entries()).isEmpty();
            bench.takeOver();
            assertThat(bench.rules.entries()).isEmpty();
            assertThat(ada.get()).isNull();
        }

        @Test
        void aJoinIntoARoomThatSomebodyElseIsInSurvivesThatAnotherFails() {
            bench.client("ada").join();
            bench.fail();
            assertThat(bench.client("bob").joinRefused("{}")).isEqualTo(Code.UNAVAILABLE);
            bench.work();
            assertThat(bench.roster()).containsExactly("ada");
            assertThat(bench.client("bob").join().at("/self/role").asText()).isEqualTo("guest");
        }

        @Test
        void whenTheFirstOfTwoFailsTheOtherBecomesHost() {
            Client ada = bench.client("ada");
            Client bob = bench.client("bob");
            bench.hold();
            Asked first = ada.ask(Op.JOIN, "{}");
            bench.members.fail();
            Asked third = bench.client("eve").ask(Op.JOIN, "{}");
            bench.members.hold();
            Asked second = bob.ask(Op.JOIN, "{}");
            assertThat(third.code()).isEqualTo(Code.UNAVAILABLE);
            bench.letGo();
            assertThat(first.reply().at("/self/role").asText()).isEqualTo("host");
            assertThat(second.reply().at("/self/role").asText()).isEqualTo("guest");
        }
    }

    @Nested
    class Guarded {
        private final Client ada = bench.client("ada");

        @Test
        void aPasswordOpensTheDoor() {
            create("'password':'correct horse'");
            Client bob = bench.client("bob");
            assertThat(bob.joinRefused("{}")).isEqualTo(Code.WRONG_PASSWORD);
            assertThat(bob.joinRefused("{'password':'wrong horse'}")).isEqualTo(Code.WRONG_PASSWORD);
            assertThat(bob.ask(Op.JOIN, "{'password':'correct horse'}").code()).isNull();
        }

        @Test
        void thePasswordIsKeptHashed() {
            create("'password':'correct horse'");
            String kept = new String(bench.rules.entries().get("room"), java.nio.charset.StandardCharsets.UTF_8);
            assertThat(kept).contains("$argon2id$").doesNotContain("correct horse");
        }

        @Test
        void passwordsThatAreBeingCheckedAreBounded() {
            create("'password':'correct horse'");
            bench.vertx.hold();
            List<Asked> asked = IntStream.range(0, 5)
                    .mapToObj(i -> bench.client("c" + i).ask(Op.JOIN, "{'password':'wrong horse'}"))
                    .toList();
            assertThat(asked.get(4).code()).isEqualTo(Code.UNAVAILABLE);
            bench.vertx.letGo();
            bench.deliver();
            assertThat(asked.subList(0, 4)).allMatch(a -> a.code() == Code.WRONG_PASSWORD);
        }

        @Test
        void whatChangesWhileThePasswordIsCheckedCounts() {
            create("'password':'correct horse','maxPeers':1");
            bench.vertx.hold();
            Asked first = ada.ask(Op.JOIN, "{'password':'correct horse'}");
            Asked second = bench.client("bob").ask(Op.JOIN, "{'password':'correct horse'}");
            bench.vertx.letGo();
            bench.deliver();
            assertThat(first.code()).isNull();
            assertThat(second.code()).isEqualTo(Code.ROOM_FULL);
        }

        @Test
        void aLockedRoomLetsNobodyInButWhoIsInAlready() {
            ada.join();
            Client bob = bench.member("bob");
            ada.ask(Op.LOCK, "{'locked':true}").reply();
            assertThat(bench.client("eve").joinRefused("{}")).isEqualTo(Code.ROOM_LOCKED);
            assertThat(bob.ask(Op.JOIN, "{}").code()).isNull();
            ada.ask(Op.LOCK, "{'locked':false}").reply();
            assertThat(bench.client("eve").ask(Op.JOIN, "{}").code()).isNull();
        }

        @Test
        void aBanHoldsForTheUserAndForTheDevice() {
            ada.join();
            bench.client("bob").as("u-bob").join();
            bench.client("eve").join();
            ada.ask(Op.BAN, "{'peerId':'bob'}").reply();
            ada.ask(Op.BAN, "{'peerId':'eve'}").reply();
            Client bobElsewhere = bench.client("bob2").as("u-bob").onDevice("another");
            Client eveInANewTab = bench.client("eve2").onDevice("device-of-eve");
            assertThat(bobElsewhere.joinRefused("{}")).isEqualTo(Code.BANNED);
            assertThat(eveInANewTab.joinRefused("{}")).isEqualTo(Code.BANNED);
            assertThat(bench.client("ivy").ask(Op.JOIN, "{}").code()).isNull();
        }

        @Test
        void aRoomTakesAsManyAsItIsMadeFor() {
            create("'maxPeers':2");
            ada.join();
            bench.client("bob").join();
            assertThat(bench.client("eve").joinRefused("{}")).isEqualTo(Code.ROOM_FULL);
        }

        @Test
        void joinsThatAreUnderWayCountForTheLimit() {
            create("'maxPeers':2");
            bench.hold();
            List<Asked> asked = IntStream.range(0, 4)
                    .mapToObj(i -> bench.client("c" + i).ask(Op.JOIN, "{}"))
                    .toList();
            assertThat(asked.get(2).code()).isEqualTo(Code.ROOM_FULL);
            assertThat(asked.get(3).code()).isEqualTo(Code.ROOM_FULL);
            bench.letGo();
            assertThat(asked.subList(0, 2)).allMatch(a -> a.code() == null);
            assertThat(bench.roster()).containsExactly("c0", "c1");
        }

        @Test
        void aPlaceIsFreeAgainWhenAJoinFails() {
            create("'maxPeers':1");
            bench.members.fail();
            assertThat(bench.client("bob").joinRefused("{}")).isEqualTo(Code.UNAVAILABLE);
            bench.members.work();
            assertThat(ada.ask(Op.JOIN, "{}").code()).isNull();
        }

        private void create(String settings) {
            ada.ask(Op.CREATE, "{'visibility':'unlisted'," + settings + "}").reply();
        }
    }

    @Nested
    class WhenTheRoomMovesMeanwhile {
        @Test
        void theJoinIsAskedAgainElsewhereAndNobodyIsLetInHere() {
            Client ada = bench.member("ada");
            ada.news();
            Client bob = bench.client("bob");
            bench.hold();
            Asked asked = bob.ask(Op.JOIN, "{}");
            bench.table.owner("other");
            bench.letGo();
            assertThat(asked.isMoved()).isTrue();
            assertThat(ada.news()).isEmpty();
            assertThat(bench.members.entries())
                    .as("the new owner may have it already")
                    .containsKey("bob@room");
        }

        @Test
        void alsoWhenOwnershipCameBackBecauseThenItIsAnotherTerm() {
            Client bob = bench.client("bob");
            bench.hold();
            Asked asked = bob.ask(Op.JOIN, "{}");
            bench.moveAway();
            bench.moveBack();
            bench.letGo();
            assertThat(asked.isMoved()).isTrue();
            assertThat(bob.ask(Op.JOIN, "{}").code()).isNull();
        }
    }
}
