package dev.parley.load.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {
    private static final long START = 1_000_000_007L;

    @Test
    void signalsAreDueAtEvenDistancesFromTheStart() {
        Schedule schedule = new Schedule(START, 4);

        assertThat(schedule.dueAt(0)).isEqualTo(START);
        assertThat(schedule.dueAt(1)).isEqualTo(START + 250_000_000);
        assertThat(schedule.dueAt(4)).isEqualTo(START + 1_000_000_000);
    }

    @Test
    void anUnevenRateDoesNotDrift() {
        assertThat(new Schedule(START, 3_333).dueAt(3_333L * 86_400)).isEqualTo(START + 86_400_000_000_000L);
    }

    @Test
    void nothingIsDueBeforeTheStart() {
        assertThat(new Schedule(START, 1_000).dueBy(START - 1)).isZero();
    }

    @Test
    void aLateSenderStillGetsAllThatWasDueMeanwhile() {
        Schedule schedule = new Schedule(START, 100);

        assertThat(schedule.dueBy(START)).isEqualTo(1);
        assertThat(schedule.dueBy(START + 9_999_999)).isEqualTo(1);
        assertThat(schedule.dueBy(START + 1_000_000_000)).isEqualTo(101);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 1, 7, 333.3, 9_999, 500_000})
    void whatIsDueByAMomentIsExactlyWhatIsDueBeforeOrAtIt(double perSecond) {
        Schedule schedule = new Schedule(START, perSecond);
        Random random = new Random(1);
        for (int i = 0; i < 2_000; i++) {
            long moment = i % 2 == 0 ? schedule.dueAt(random.nextInt(100_000)) : START + random.nextLong(1L << 40);
            long due = schedule.dueBy(moment);
            assertThat(schedule.dueAt(due - 1)).isLessThanOrEqualTo(moment);
            assertThat(schedule.dueAt(due)).isGreaterThan(moment);
        }
    }
}
