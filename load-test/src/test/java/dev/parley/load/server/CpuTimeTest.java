package dev.parley.load.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class CpuTimeTest {
    private static final String REST = " S 1 440 440 0 -1 4194304 100 0 7 0 123 45 6 7 20 0 31 0 368167 3133440 394";

    @Test
    void userAndSystemTimeAreReadInMicroseconds() {
        assertThat(CpuTime.parse("440 (java)" + REST)).isEqualTo(new CpuTime(1_230_000, 450_000, 0));
    }

    @Test
    void aNameWithSpacesAndParenthesesShiftsNothing() {
        assertThat(CpuTime.parse("440 (a) b (c d)" + REST)).isEqualTo(new CpuTime(1_230_000, 450_000, 0));
    }

    @Test
    void theTimeOfThisProcessGrows() {
        List<Long> self = List.of(ProcessHandle.current().pid());
        CpuTime before = CpuTime.of(self);
        long work = 0;
        while (CpuTime.of(self).since(before).relayingMicros() < 20_000) {
            work++;
        }
        assertThat(work).isPositive();
        assertThat(before.userMicros()).isPositive();
    }

    @Test
    void theCompilersTimeIsNotTheRelays() {
        assertThat(new CpuTime(700, 200, 150).relayingMicros()).isEqualTo(750);
        assertThat(CpuTime.of(List.of(ProcessHandle.current().pid())).compilerMicros())
                .isPositive();
    }

    @Test
    void aProcessThatIsGoneIsNamed() {
        assertThatThrownBy(() -> CpuTime.of(List.of(Long.MAX_VALUE)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(Long.toString(Long.MAX_VALUE));
    }
}
