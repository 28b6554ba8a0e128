package dev.parley.load.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.load.report.Results;
import org.junit.jupiter.api.Test;

class ThresholdsTest {
    @Test
    void withoutLimitsNothingIsBroken() {
        assertThat(code(50, 7, null, null)).isZero();
    }

    @Test
    void aLimitThatIsReachedIsKept() {
        assertThat(code(50, 7, 51.0, 7L)).isZero();
    }

    @Test
    void aSlowTailBreaksItsLimit() {
        assertThat(code(50, 7, 49.0, null)).isEqualTo(3);
    }

    @Test
    void oneErrorTooManyBreaksItsLimit() {
        assertThat(code(50, 7, 51.0, 6L)).isEqualTo(3);
    }

    @Test
    void aRunThatDeliveredNothingKeepsNoLatency() {
        assertThat(code(-1, 0, 60_000.0, null)).isEqualTo(3);
    }

    private static int code(long millis, long errors, Double maxP99, Long maxErrors) {
        var result = Results.of(millis, errors);
        return LoadTest.exitCode(result.with(LoadTest.thresholds(result, maxP99, maxErrors)));
    }
}
