package dev.parley.system.people;

import static dev.parley.system.fixture.Person.accepting;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.system.fixture.Person;
import dev.parley.system.fixture.RawPeer;
import dev.parley.system.fixture.SharedCluster;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two devices of one user on different nodes accept at the same time. */
class FirstDeviceWinsTest {
    private static final int ROUNDS = 200;
    private static final long TOLD_WITHIN_MS = 300;

    @RegisterExtension
    static final SharedCluster CLUSTER = new SharedCluster();

    @Test
    void thereIsOneWinnerEachTimeAndTheOtherDeviceIsTold() {
        Person alice = Person.register(CLUSTER.get(), 0, "alice");
        Person bob = Person.register(CLUSTER.get(), 1, "bob");
        RawPeer caller = alice.device(0);
        List<RawPeer> devices = List.of(bob.device(1), bob.device(2));
        long slowest = 0;
        for (int round = 1; round <= ROUNDS; round++) {
            String callId =
                    Person.invite(caller, "round-" + round, bob).path("callId").asText();
            slowest = Math.max(slowest, race(devices, round));
            caller.ask("calls.request.end", Person.call(callId));
        }
        for (RawPeer device : devices) {
            assertThat(device.inbox("invitation")).hasSize(ROUNDS);
        }
        assertThat(devices.stream()
                        .mapToInt(d -> d.inbox("invitation_cancelled").size())
                        .sum())
                .isEqualTo(ROUNDS);
        assertThat(slowest).as("ms until the other device knew").isLessThan(10 * TOLD_WITHIN_MS);
        System.Logger log = System.getLogger(FirstDeviceWinsTest.class.getName());
        log.log(System.Logger.Level.INFO, "the slowest loser was told after " + slowest + " ms");
    }

    /** @return milliseconds from the winner's answer until the other device was told */
    private static long race(List<RawPeer> devices, int round) {
        CyclicBarrier start = new CyclicBarrier(devices.size());
        List<CompletableFuture<ObjectNode>> answers = devices.stream()
                .map(device -> {
                    String invitation = device.awaitInbox("invitation", round)
                            .get(round - 1)
                            .path("invitationId")
                            .asText();
                    return CompletableFuture.supplyAsync(() -> {
                        await(start);
                        return device.answer("calls.request.answer", accepting(invitation));
                    });
                })
                .toList();
        List<String> outcomes = answers.stream()
                .map(CompletableFuture::join)
                .map(frame -> frame.path("type").asText().equals("rec")
                        ? "won"
                        : frame.path("message").asText())
                .sorted()
                .toList();
        assertThat(outcomes).containsExactly("already_answered", "won");
        long answered = System.nanoTime();
        int told = round;
        dev.parley.system.fixture.Eventually.holds(
                () -> Stream.of(devices.get(0), devices.get(1))
                                .mapToInt(d -> d.inbox("invitation_cancelled").size())
                                .sum()
                        >= told,
                () -> "nobody was told in round " + told);
        return (System.nanoTime() - answered) / 1_000_000;
    }

    private static void await(CyclicBarrier start) {
        try {
            start.await();
        } catch (InterruptedException | java.util.concurrent.BrokenBarrierException e) {
            throw new AssertionError(e);
        }
    }
}
