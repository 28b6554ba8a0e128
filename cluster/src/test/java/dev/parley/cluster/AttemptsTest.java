package dev.parley.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttemptsTest {
    private long nowMs;
    private final Attempts attempts = new Attempts(5, () -> nowMs);

    @Test
    void eachFurtherAttemptWaitsTwiceAsLongUpToAQuarterOfAnHour() {
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 18; i++) {
            long wait = attempts.begin("ann");
            waits.add(wait);
            nowMs += wait;
            if (wait > 0) {
                assertThat(attempts.begin("ann")).isZero();
            }
        }

        assertThat(waits.subList(0, 9)).containsExactly(0L, 0L, 0L, 0L, 0L, 1_000L, 2_000L, 4_000L, 8_000L);
        assertThat(waits).allMatch(wait -> wait <= Attempts.WINDOW_MS);
    }

    @Test
    void askingWhileWaitingDoesNotProlongTheWait() {
        fail(5);

        for (int i = 0; i < 100; i++) {
            assertThat(attempts.begin("ann")).isEqualTo(1_000);
        }
        nowMs += 999;
        assertThat(attempts.begin("ann")).isEqualTo(1);
    }

    @Test
    void fewFailuresAreForgottenAfterTheWindowAndManyAfterQuiet() {
        fail(4);
        nowMs += Attempts.WINDOW_MS;
        fail(5);
        assertThat(attempts.begin("ann")).isPositive();

        nowMs += Attempts.WINDOW_MS;
        fail(5);
        assertThat(attempts.begin("ann")).isPositive();
    }

    @Test
    void slowFailuresNeverWait() {
        for (int i = 0; i < 50; i++) {
            assertThat(attempts.begin("ann")).isZero();
            nowMs += Attempts.WINDOW_MS / 4;
        }
    }

    @Test
    void successAndWithdrawalCountForNothing() {
        fail(4);
        attempts.succeeded("ann");
        fail(5);
        attempts.withdrawn("ann");
        assertThat(attempts.begin("ann")).isZero();
        assertThat(attempts.begin("ann")).isPositive();
    }

    @Test
    void keysAreIndependentAndBounded() {
        fail(5);
        assertThat(attempts.begin("bob")).isZero();
        for (int i = 0; i < 2 * Attempts.KEYS_MAX; i++) {
            attempts.begin("key" + i);
        }
        assertThat(attempts.keys()).isEqualTo(Attempts.KEYS_MAX);
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(attempts.begin("ann")).isZero();
        }
    }
}
