package dev.parley.cluster;

import static dev.parley.cluster.PartitionGate.Verdict.MOVED;
import static dev.parley.cluster.PartitionGate.Verdict.SERVE;
import static dev.parley.cluster.PartitionGate.Verdict.WAIT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.Epoch;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PartitionGateTest {
    private final FakeTable table = new FakeTable(4, "me").giveAll("me");
    private final Fences fences = new Fences(4);
    private final ManualTimers timers = new ManualTimers();
    private final Deque<Promise<Void>> loads = new ArrayDeque<>();
    private final List<String> log = new ArrayList<>();
    private long term;
    private final PartitionGate gate = new PartitionGate(
            timers.vertx(), table, fences, p -> Future.succeededFuture(Epoch.after(term++)), new Loader());

    @Test
    void aPartitionIsServedOnceItIsLoaded() {
        assertThat(gate.admit(1)).isEqualTo(WAIT);
        assertThat(gate.serves(1)).isFalse();
        loaded();
        assertThat(gate.admit(1)).isEqualTo(SERVE);
        assertThat(gate.serves(1)).isTrue();
        assertThat(log).containsExactly("load 1 term 1");
    }

    @Test
    void aLoadThatEndsAtOnceLetsNothingWait() {
        PartitionLoader atOnce = new PartitionLoader() {
            @Override
            public Future<Void> load(int partition, Epoch epoch) {
                return Future.succeededFuture();
            }

            @Override
            public void unload(int partition) {}
        };
        Terms terms = p -> Future.succeededFuture(Epoch.after(0));
        assertThat(new PartitionGate(timers.vertx(), table, fences, terms, atOnce).admit(1))
                .isEqualTo(SERVE);
    }

    @Test
    void whatAnotherNodeOwnsHasMoved() {
        table.give(1, "other");
        assertThat(gate.admit(1)).isEqualTo(MOVED);
        table.give(1, null);
        assertThat(gate.admit(1)).isEqualTo(MOVED);
        assertThat(log).isEmpty();
    }

    @Test
    void aClosedFenceEndsServiceWhateverTheTableSays() {
        serve(1);
        fences.close(1);
        assertThat(gate.admit(1)).isEqualTo(MOVED);
        assertThat(log).containsExactly("load 1 term 1", "unload 1");
    }

    @Test
    void aMigrationThatWasRolledBackIsServedInANewTerm() {
        serve(1);
        fences.close(1);
        fences.open(1);
        assertThat(gate.admit(1)).isEqualTo(WAIT);
        loaded();
        assertThat(gate.admit(1)).isEqualTo(SERVE);
        assertThat(log).containsExactly("load 1 term 1", "unload 1", "load 1 term 2");
    }

    @Test
    void inDoubtNothingIsServedAndNothingForgotten() {
        serve(1);
        table.doubtful(true);
        assertThat(gate.admit(1)).isEqualTo(MOVED);
        assertThat(gate.admit(2)).isEqualTo(MOVED);
        table.doubtful(false);
        assertThat(gate.admit(1)).isEqualTo(SERVE);
        assertThat(log).containsExactly("load 1 term 1");
    }

    @Test
    void aLoadThatEndsInDoubtIsDoneAgain() {
        gate.admit(1);
        table.doubtful(true);
        loaded();
        table.doubtful(false);
        assertThat(gate.admit(1)).isEqualTo(WAIT);
        loaded();
        assertThat(gate.serves(1)).isTrue();
    }

    @Test
    void afterAMergeEveryPartitionIsReadAgainInANewTerm() {
        serve(1);
        serve(2);
        gate.retakeAll();
        assertThat(gate.admit(1)).isEqualTo(WAIT);
        loaded();
        loaded();
        assertThat(gate.admit(1)).isEqualTo(SERVE);
        assertThat(log)
                .containsExactly(
                        "load 1 term 1", "load 2 term 2", "unload 1", "load 1 term 3", "unload 2", "load 2 term 4");
    }

    @Test
    void whatIsBeingReadDuringAMergeIsReadAgainAndWhoWaitsWaitsForThat() {
        gate.admit(1);
        gate.park(1, () -> log.add("served " + gate.admit(1)));
        gate.retakeAll();
        loaded();
        assertThat(gate.admit(1)).isEqualTo(WAIT);
        loaded();
        assertThat(gate.admit(1)).isEqualTo(SERVE);
        assertThat(log).containsExactly("load 1 term 1", "unload 1", "load 1 term 2", "served WAIT");
    }

    @Test
    void lossIsNoticedWithoutATrafficToAskForIt() {
        serve(1);
        table.give(1, "other");
        gate.reconcile(1);
        assertThat(log).containsExactly("load 1 term 1", "unload 1");
    }

    @Test
    void aPartitionIsTakenUpWithoutATrafficToAskForIt() {
        gate.reconcile(1);
        loaded();
        assertThat(gate.serves(1)).isTrue();
    }

    @Test
    void onlyWhenEveryPartitionOfTheLaneIsLoadedIsItSettled() {
        table.lanes("me", 2).give(3, "other");
        assertThat(gate.settled(1)).isFalse();
        loaded();
        assertThat(gate.settled(1)).as("1 is loaded, 3 is another's").isTrue();
        assertThat(gate.settled(0)).isFalse();
        loaded();
        assertThat(gate.settled(0)).as("of 0 and 2 one is loaded").isFalse();
        loaded();
        assertThat(gate.settled(0)).isTrue();
    }

    @Nested
    class WhileLoading {
        @Test
        void parkedMessagesRunInOrderWhenTheLoadHasEnded() {
            gate.admit(1);
            park(1, "first");
            park(1, "second");
            assertThat(log).containsExactly("load 1 term 1");
            loaded();
            assertThat(log).containsExactly("load 1 term 1", "first SERVE", "second SERVE");
        }

        @Test
        void aPartitionIsLoadedOnceHoweverOftenItIsAskedFor() {
            gate.admit(1);
            gate.admit(1);
            gate.reconcile(1);
            assertThat(loads).hasSize(1);
        }

        @Test
        void aFenceThatClosesMeanwhileLeavesNothingLoaded() {
            gate.admit(1);
            park(1, "first");
            fences.close(1);
            assertThat(gate.admit(1)).isEqualTo(WAIT);
            loaded();
            assertThat(log).containsExactly("load 1 term 1", "unload 1", "first MOVED");
        }

        @Test
        void anOwnerThatChangesMeanwhileGetsTheParkedMessages() {
            gate.admit(1);
            park(1, "first");
            table.give(1, "other");
            loaded();
            assertThat(log).containsExactly("load 1 term 1", "unload 1", "first MOVED");
        }

        @Test
        void ownershipThatCameBackMeanwhileIsANewTerm() {
            gate.admit(1);
            park(1, "first");
            fences.close(1);
            fences.open(1);
            loaded();
            assertThat(gate.serves(1)).isFalse();
            loaded();
            assertThat(log).containsExactly("load 1 term 1", "unload 1", "load 1 term 2", "first WAIT", "first SERVE");
        }

        @Test
        void parkedMessagesAreBounded() {
            gate.admit(1);
            for (int i = 0; i < PartitionGate.PARKED_MAX; i++) {
                assertThat(gate.park(1, () -> {})).isTrue();
            }
            assertThat(gate.park(1, () -> {})).isFalse();
            assertThat(gate.park(2, () -> {})).as("nothing is loaded there").isFalse();
        }
    }

    @Nested
    class WhenALoadFails {
        @Test
        void theSenderIsToldToComeAgainAndTheLoadIsRepeated() {
            gate.admit(1);
            park(1, "first");
            failed();
            assertThat(log).containsExactly("load 1 term 1", "first MOVED");
            assertThat(gate.admit(1)).isEqualTo(MOVED);
            assertThat(loads).isEmpty();
            timers.fire();
            assertThat(gate.admit(1)).isEqualTo(WAIT);
            loaded();
            assertThat(gate.serves(1)).isTrue();
        }

        @Test
        void aChangeOfTheFenceDoesNotWaitForTheNextTry() {
            gate.admit(1);
            failed();
            fences.open(1);
            assertThat(gate.admit(1)).isEqualTo(WAIT);
            loaded();
            timers.fire();
            assertThat(gate.serves(1)).as("an old timer ends nothing").isTrue();
        }

        @Test
        void aNodeThatOwnsItNoLongerDoesNotTryAgain() {
            gate.admit(1);
            table.give(1, "other");
            failed();
            timers.fire();
            assertThat(gate.admit(1)).isEqualTo(MOVED);
            assertThat(loads).isEmpty();
        }
    }

    /** After a split of the cluster lanes of the other half know a later owner than the one that remains. */
    @Nested
    class WhenALaneKnowsALaterOwner {
        @Test
        void thePartitionIsServedInATermThatIsNewerStill() {
            serve(1);
            String seen = new Epoch(5, "zzzzzzzz").forRoom();
            gate.retake(1, seen);
            assertThat(gate.admit(1)).isEqualTo(WAIT);
            loaded();
            assertThat(gate.serves(1)).isTrue();
            assertThat(log).hasSize(3).startsWith("load 1 term 1", "unload 1");
            assertThat(log.get(2)).isIn("load 1 term 5", "load 1 term 6");
        }

        @Test
        void messagesWaitForTheNewTerm() {
            serve(1);
            gate.retake(1, new Epoch(2, "a").forRoom());
            park(1, "first");
            loaded();
            assertThat(log).endsWith("first SERVE");
        }

        @Test
        void aLoadThatIsUnderWayIsNotDoubled() {
            gate.admit(1);
            gate.retake(1, new Epoch(2, "a").forRoom());
            assertThat(loads).hasSize(1);
        }

        @Test
        void whoIsNotTheOwnerTakesNothing() {
            serve(1);
            table.give(1, "other");
            gate.retake(1, new Epoch(2, "a").forRoom());
            assertThat(log).containsExactly("load 1 term 1", "unload 1");
        }
    }

    private void serve(int partition) {
        gate.admit(partition);
        loaded();
        assertThat(gate.serves(partition)).isTrue();
    }

    private void park(int partition, String name) {
        boolean parked = gate.park(partition, () -> {
            var verdict = gate.admit(partition);
            log.add(name + " " + verdict);
            if (verdict == WAIT) {
                park(partition, name);
            }
        });
        assertThat(parked).isTrue();
    }

    private void loaded() {
        loads.remove().complete();
    }

    private void failed() {
        loads.remove().fail("the store is away");
    }

    private final class Loader implements PartitionLoader {
        @Override
        public Future<Void> load(int partition, Epoch epoch) {
            log.add("load " + partition + " term " + epoch.term());
            Promise<Void> promise = Promise.promise();
            loads.add(promise);
            return promise.future();
        }

        @Override
        public void unload(int partition) {
            log.add("unload " + partition);
        }
    }
}
