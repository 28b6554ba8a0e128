package dev.parley.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.Json;
import dev.parley.protocol.lane.Op;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SweeperTest {
    private final Bench bench = new Bench();

    @Nested
    class Members {
        private final Client ada = bench.member("ada");
        private final Client bob = bench.member("bob");

        Members() {
            ada.news();
        }

        @Test
        void whoStaysAwayLongerThanTheResumeWindowLeaves() {
            bob.detach(true);
            live(29_000);
            assertThat(ada.news()).containsExactly("peer-updated bob lost");
            live(1_000);
            assertThat(ada.news()).containsExactly("peer-left bob timeout");
            assertThat(bench.members.entries()).containsOnlyKeys("ada@room");
        }

        @Test
        void aLeaseThatRunsOutIsALostConnectionAndNotYetTheEnd() {
            live(14_000);
            assertThat(ada.news()).isEmpty();
            live(1_000);
            assertThat(ada.news()).containsExactly("peer-updated bob lost");
            bob.hold();
            assertThat(ada.news()).containsExactly("peer-updated bob back");
        }

        @Test
        void timeInWhichTheOwnerItselfSleptDoesNotCount() {
            bob.detach(true);
            live(5_000);
            bench.pass(60_000);
            live(10_000);
            assertThat(ada.news()).containsExactly("peer-updated bob lost");
            bob.resume("gateway.new.0");
            bob.attach();
            assertThat(ada.news()).containsExactly("peer-updated bob back");
        }

        @Test
        void norDoesItEndALease() {
            live(10_000);
            bench.pass(60_000);
            bench.sweep();
            ada.attach();
            bob.attach();
            assertThat(ada.news()).isEmpty();
            assertThat(bob.seen).isEmpty();
        }

        /** Ada's gateway keeps speaking for her. */
        private void live(long ms) {
            for (long t = 0; t < ms; t += 1_000) {
                bench.live(1_000);
                ada.hold();
            }
        }
    }

    @Nested
    class Frames {
        private final Client ada = bench.member("ada");
        private final Client bob = bench.member("bob");

        @Test
        void ofASocketThatLivesAreKeptForAsLongAsTheyMayBeNeeded() {
            ada.signal(bob, 1);
            live(29, true);
            assertThat(missing()).isFalse();
            live(61, true);
            assertThat(missing()).isTrue();
        }

        @Test
        void ofWhoIsAwayAreKept() {
            ada.signal(bob, 1);
            bob.hold();
            bob.detach(true);
            live(29, false);
            assertThat(missing()).isFalse();
        }

        private void live(int seconds, boolean held) {
            for (int i = 0; i < seconds; i++) {
                bench.live(1_000);
                ada.hold();
                if (held) {
                    bob.hold();
                }
            }
        }

        /** Whether Bob, who says that he has nothing yet, is told that not all of it is there any more. */
        private boolean missing() {
            bob.seq = 0;
            boolean missing = bob.resume(bob.lane).has("resync");
            bob.attach();
            return missing;
        }
    }

    @Nested
    class AWholeNodesSockets {
        private static final int PEOPLE = 3 * Sweeper.ENDS_MAX;

        @Test
        void runOutInPortionsAndAllInTheEnd() {
            for (int i = 0; i < PEOPLE; i++) {
                Client one = bench.client("peer" + i).in("room" + i);
                one.join();
                one.detach(true);
            }
            bench.live(30_000);
            assertThat(bench.members.entries()).hasSize(PEOPLE - Sweeper.ENDS_MAX);
            bench.live(2_000);
            assertThat(bench.members.entries()).isEmpty();
        }
    }

    @Nested
    class Inherited {
        private final Client ada = bench.member("ada");
        private final Client bob = bench.member("bob");

        Inherited() {
            bench.takeOver();
            ada.attach();
            ada.news();
        }

        @Test
        void whoSoonAttachesWasNeverLost() {
            bench.live(5_000);
            bob.attach();
            bench.live(5_000);
            assertThat(ada.news()).isEmpty();
        }

        @Test
        void forWhomNobodySpeaksIsLostAndThenLeaves() {
            bench.live(6_000);
            assertThat(ada.news()).containsExactly("peer-updated bob lost");
            ada.hold();
            bench.live(12_000);
            ada.hold();
            bench.live(12_000);
            assertThat(ada.news()).containsExactly("peer-left bob timeout");
        }

        @Test
        void whoComesInTimeIsBack() {
            bench.live(6_000);
            bob.resume("gateway.new.0");
            assertThat(ada.news()).containsExactly("peer-updated bob lost", "peer-updated bob back");
        }
    }

    @Nested
    class Rooms {
        @Test
        void anEmptyRoomStaysForAWhileAndIsGoneThen() {
            Client ada = bench.client("ada");
            ada.ask(Op.CREATE, "{}").reply();
            bench.live(bench.config.emptyTtlMs() - 1_000);
            assertThat(ada.get()).isNotNull();
            bench.live(1_000);
            assertThat(ada.get()).isNull();
            assertThat(bench.rules.entries()).isEmpty();
        }

        @Test
        void theTimeCountsFromTheLastMemberThatLeft() {
            Client ada = bench.client("ada");
            ada.ask(Op.CREATE, "{}").reply();
            bench.live(bench.config.emptyTtlMs() - 1_000);
            ada.join();
            ada.leave();
            bench.live(bench.config.emptyTtlMs() - 1_000);
            assertThat(ada.get()).isNotNull();
            bench.live(1_000);
            assertThat(ada.get()).isNull();
        }

        @Test
        void aRoomWithMembersStays() {
            Client ada = bench.client("ada");
            ada.ask(Op.CREATE, "{}").reply();
            ada.join();
            for (int i = 0; i < 130; i++) {
                bench.live(5_000);
                ada.hold();
            }
            assertThat(ada.isMember()).isTrue();
        }

        @Test
        void aRoomThatHasExpiredIsClosedForEverybody() {
            Client ada = bench.client("ada");
            ada.ask(Op.CREATE, "{'ttlSeconds':20}").reply();
            ada.join();
            bench.live(10_000);
            bench.takeOver();
            ada.attach();
            bench.live(9_000);
            ada.hold();
            ada.news();
            bench.live(1_000);
            assertThat(ada.news()).containsExactly("room-closed expired");
            assertThat(bench.rules.entries()).isEmpty();
            assertThat(bench.members.entries()).isEmpty();
        }

        @Test
        void anAdHocRoomWhoseMembersAllTimedOutIsGone() {
            Client ada = bench.member("ada");
            ada.detach(true);
            bench.live(bench.config.resumeWindowMs());
            assertThat(bench.rules.entries()).isEmpty();
            assertThat(ada.get()).isNull();
        }

        @Test
        void whatAnotherNodeOwnsIsNotSwept() {
            Client ada = bench.member("ada");
            ada.detach(true);
            bench.table.owner("other");
            bench.live(60_000);
            assertThat(bench.members.entries()).containsOnlyKeys("ada@room");
        }

        @Test
        void sizesAreMeasured() {
            bench.member("ada");
            bench.member("bob");
            bench.sweep();
            assertThat(bench.registry.get("parley.rooms").gauge().value()).isEqualTo(1);
            assertThat(bench.registry.get("parley.peers").gauge().value()).isEqualTo(2);
        }
    }

    @Test
    void recordsInTheClusterAreWhatTheWireSays() {
        bench.member("ada");
        assertThat(Json.read(bench.members.entries().get("ada@room"), MemberRecord.class)
                        .peer()
                        .role())
                .isEqualTo("host");
    }
}
