package dev.parley.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.Code;
import dev.parley.protocol.Slice;
import dev.parley.protocol.lane.Actor;
import dev.parley.protocol.lane.Op;
import dev.parley.protocol.lane.ToGateway.Answer;
import dev.parley.protocol.lane.ToOwner.Detach;
import dev.parley.protocol.lane.ToOwner.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LaneRouterTest {
    private static final Actor ACTOR = new Actor("p", 1, "Ada", null, "d", "127.0.0.1");

    private final FakeTable table = new FakeTable(4, "me").giveAll("a").lanes("a", 2);
    private final RecordingBus bus = new RecordingBus();
    private final List<Answer> answers = new ArrayList<>();
    private long now = 1_000;
    private final LaneRouter router = new LaneRouter(bus, table, "gateway.me.0", () -> now, () -> now + 50_000);

    @Test
    void aRequestGoesToTheLaneThatOwnsItsPartition() {
        ask(1);
        ask(2);
        assertThat(bus.take()).extracting(RecordingBus.Sent::address).containsExactly("rooms.a.1", "rooms.a.0");
    }

    @Test
    void anAnswerSettlesARequestOnce() {
        long corr = ask(1);
        router.answered(answer(corr));
        router.answered(answer(corr));
        router.acknowledged(corr);
        assertThat(answers).hasSize(1);
        assertThat(router.pending()).isZero();
    }

    @Test
    void anAcknowledgementIsASuccess() {
        long corr = ask(1);
        router.acknowledged(corr);
        assertThat(answers).singleElement().satisfies(a -> assertThat(a.succeeded())
                .isTrue());
    }

    @Test
    void aMovedRequestIsAskedAgainOfTheNewOwnerUnderItsOldNumber() {
        long corr = ask(1);
        bus.take();
        table.give(1, "b");
        router.moved(corr);
        assertThat(bus.take()).isEmpty();
        pass(LaneRouter.MOVED_RETRY_MS);
        assertThat(bus.take()).singleElement().satisfies(sent -> {
            assertThat(sent.address()).isEqualTo("rooms.b.0");
            assertThat(sent.corr()).isEqualTo(corr);
        });
    }

    @Test
    void withoutAnAnswerForAWhileARequestIsSentAgain() {
        long corr = ask(1);
        bus.take();
        pass(LaneRouter.RESEND_MS - 1);
        assertThat(bus.take()).isEmpty();
        pass(1);
        assertThat(bus.takeCorrs()).containsExactly(corr);
        router.busy(corr);
        pass(LaneRouter.RESEND_MS);
        assertThat(bus.takeCorrs()).containsExactly(corr);
    }

    @Test
    void aNodeThatLeavesIsAskedNothingMoreButAnswersWhatItWasAsked() {
        long before = ask(1);
        bus.take();
        router.leave();
        ask(1);
        assertThat(answers).extracting(Answer::code).containsExactly(Code.DRAINING);
        assertThat(bus.take()).isEmpty();
        router.answered(answer(before));
        assertThat(answers.get(1).succeeded()).isTrue();
        assertThat(router.pending()).isZero();
    }

    @Test
    void whatAFrozenNodeIsAskedIsUnavailableWithinASecond() {
        ask(1);
        pass(LaneRouter.SILENT_MS - 1);
        assertThat(answers).isEmpty();
        pass(1);
        assertThat(answers).singleElement().satisfies(a -> {
            assertThat(a.code()).isEqualTo(Code.UNAVAILABLE);
            assertThat(a.seq()).as("retryAfterMs").isPositive();
        });
    }

    @Test
    void whatOneRequestIsAnsweredProvesTheNodeAliveForAllOthers() {
        long first = ask(1);
        pass(LaneRouter.SILENT_MS - 1);
        long second = ask(2);
        router.answered(answer(second));
        pass(LaneRouter.SILENT_MS - 1);
        assertThat(answers).extracting(Answer::corr).containsExactly(second);
        pass(1);
        assertThat(answers).extracting(Answer::corr).containsExactly(second, first);
    }

    @Test
    void whatANewOwnerIsStillLoadingForIsUnavailableWithinASecondOfTheFirstAttempt() {
        long corr = ask(1);
        pass(LaneRouter.SILENT_MS - 200);
        table.give(1, "b");
        router.moved(corr);
        pass(LaneRouter.MOVED_RETRY_MS);
        table.give(2, "b");
        long other = ask(2);
        router.answered(answer(other));
        pass(150);
        assertThat(answers).extracting(Answer::corr).containsExactly(other, corr);
    }

    @Test
    void pastItsDeadlineARequestIsUnavailableAndNotSentAgain() {
        long corr = ask(1);
        for (long t = 0; t < LaneRouter.DEADLINE_MS; t += 50) {
            assertThat(answers).isEmpty();
            router.busy(corr);
            pass(50);
        }
        assertThat(answers).singleElement().satisfies(a -> assertThat(a.code()).isEqualTo(Code.UNAVAILABLE));
        bus.take();
        pass(10_000);
        assertThat(bus.take()).isEmpty();
        assertThat(answers).hasSize(1);
    }

    @Test
    void inDoubtNobodyIsAskedAnything() {
        table.doubtful(true);
        long corr = ask(1);
        pass(50);
        assertThat(bus.take()).isEmpty();
        table.doubtful(false);
        pass(50);
        assertThat(bus.takeCorrs()).containsExactly(corr);
    }

    @Test
    void whileNobodyOwnsThePartitionTheRequestWaits() {
        table.give(1, null);
        long corr = ask(1);
        pass(50);
        pass(50);
        assertThat(bus.take()).isEmpty();
        table.give(1, "b");
        pass(50);
        assertThat(bus.takeCorrs()).containsExactly(corr);
    }

    @Test
    void theDeadlineOfARequestIsInTheClustersTime() {
        assertThat(router.deadline()).isEqualTo(now + 50_000 + LaneRouter.DEADLINE_MS);
    }

    @Test
    void openRequestsAreBounded() {
        LongStream.range(0, LaneRouter.PENDING_MAX).forEach(i -> ask(1));
        assertThat(answers).isEmpty();
        ask(1);
        assertThat(answers).singleElement().satisfies(a -> assertThat(a.code()).isEqualTo(Code.UNAVAILABLE));
        assertThat(router.pending()).isEqualTo(LaneRouter.PENDING_MAX);
    }

    @Test
    void whatWasSentToANodeThatIsGoneIsSentAgainAtOnce() {
        long toA = ask(1);
        table.give(2, "b");
        ask(2);
        bus.take();
        table.giveAll("b");
        router.nodeLeft("a");
        pass(0);
        assertThat(bus.take()).singleElement().satisfies(sent -> {
            assertThat(sent.corr()).isEqualTo(toA);
            assertThat(sent.address()).isEqualTo("rooms.b.0");
        });
    }

    @Test
    void aMessageThatNobodyAwaitsIsSentOnceOrNotAtAll() {
        router.tell(new Detach("gateway.me.0", "1:r", "p", 1, "", 0, true));
        assertThat(bus.take()).hasSize(1);
        table.give(1, null);
        router.tell(new Detach("gateway.me.0", "1:r", "p", 1, "", 0, true));
        pass(10_000);
        assertThat(bus.take()).isEmpty();
    }

    @Test
    void onePartitionIsNamedForEachLaneThatOwnsAny() {
        table.give(3, "b").give(0, null);
        assertThat(router.onePartitionOfEachOwner()).containsExactly(1, 2, 3);
    }

    @Test
    void nodesWhoseNamesRunTogetherWithALaneKeepTheirOwnAddresses() {
        FakeTable many = new FakeTable(24, "me").lanes("n1", 24).lanes("n11", 24);
        LaneRouter alike = new LaneRouter(bus, many, "gateway.me.0", () -> now, () -> now);
        many.give(12, "n1").give(2, "n11");
        assertThat(alike.roomLane("12:r")).isEqualTo("rooms.n1.12");
        assertThat(alike.roomLane("2:r")).isEqualTo("rooms.n11.2");
        assertThat(alike.roomLane("3:r")).isNull();
    }

    /** What is sent to one partition arrives in the order in which it was asked, also across a move. */
    @Nested
    class Order {
        @Test
        void laterRequestsQueueBehindOneThatWaits() {
            long first = ask(1);
            bus.take();
            table.give(1, "b");
            router.moved(first);
            long second = ask(1);
            long elsewhere = ask(2);
            assertThat(bus.takeCorrs()).containsExactly(elsewhere);
            pass(200);
            assertThat(bus.takeCorrs()).containsExactly(first, second);
        }

        @Test
        void aRequestThatMovedTwiceIsNotOvertakenByThoseBehindIt() {
            long first = ask(1);
            router.moved(first);
            now += 20;
            long second = ask(1);
            bus.take();
            pass(30);
            assertThat(bus.takeCorrs()).containsExactly(first);
            now += 5;
            router.moved(first);
            pass(45);
            assertThat(bus.takeCorrs())
                    .as("the second is due, but the first is not")
                    .isEmpty();
            pass(50);
            assertThat(bus.takeCorrs()).containsExactly(first, second);
        }

        @Test
        void whatTheFormerOwnerHasNotAnsweredGoesFirstToTheNewOne() {
            long first = ask(1);
            bus.take();
            table.give(1, "b");
            long second = ask(1);
            assertThat(bus.takeCorrs()).isEmpty();
            pass(200);
            assertThat(bus.take())
                    .extracting(s -> s.address() + " " + s.corr())
                    .containsExactly("rooms.b.0 " + first, "rooms.b.0 " + second);
        }

        @Test
        void oneThatMovedDoesNotOvertakeAnEarlierOneThatWasNeverAnswered() {
            long first = ask(1);
            long second = ask(1);
            router.moved(second);
            bus.take();
            table.give(1, "b");
            pass(50);
            pass(50);
            assertThat(bus.takeCorrs()).containsExactly(first, second);
        }

        @Test
        void anAnswerOfTheFormerOwnerLetsTheNextGoOn() {
            long first = ask(1);
            bus.take();
            table.give(1, "b");
            long second = ask(1);
            router.answered(answer(first));
            pass(50);
            assertThat(bus.takeCorrs()).containsExactly(second);
            assertThat(answers).hasSize(1);
        }

        @Test
        void oneThatIsGivenUpHoldsNobodyUp() {
            table.give(1, null);
            ask(1);
            pass(LaneRouter.DEADLINE_MS - 100);
            long second = ask(1);
            pass(100);
            assertThat(answers).hasSize(1);
            table.give(1, "b");
            pass(100);
            assertThat(bus.takeCorrs()).containsExactly(second);
            long third = ask(1);
            assertThat(bus.takeCorrs()).containsExactly(third);
        }
    }

    private long ask(int partition) {
        long corr = router.nextCorr();
        Slice body = Slice.utf8("{}");
        router.ask(
                new Request(corr, router.lane(), router.deadline(), Op.GET, partition + ":r", ACTOR, body),
                answers::add);
        return corr;
    }

    private void pass(long ms) {
        now += ms;
        router.tick();
    }

    private static Answer answer(long corr) {
        return new Answer(corr, null, Slice.EMPTY, "", 0);
    }
}
