package dev.parley.chaos.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chaos.fault.Faults;
import dev.parley.chaos.history.Violation;
import dev.parley.chaos.traffic.Second;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static Row row(Map<Violation.Kind, Long> violations, Figure... figures) {
        List<Second> seconds = List.of(new Second(0, 10, 9, 1.5));
        return new Row(
                "kill-owner",
                "2",
                "≤ 3 s",
                null,
                List.of(figures),
                1_234,
                0,
                violations,
                List.of(),
                seconds,
                5,
                8,
                List.of());
    }

    private static Figure within() {
        return Figure.max("writable", "s", List.of(0.5, 1.0, 2.0), 3);
    }

    @Test
    void boundsThatAreKeptPass() {
        Row row = row(Map.of(), within(), Figure.holds("quiet", true), Figure.told("back", "s", List.of(99.0)));

        assertThat(row.passed()).isTrue();
        assertThat(TableReport.of(List.of(row)))
                .contains("kill-owner", "1234", "ok", "writable 1/2/2 s (max ≤ 3 s)", "quiet: yes");
    }

    @Test
    void aBoundThatIsBrokenFails() {
        Row row = row(Map.of(), within(), Figure.max("back", "s", List.of(3.01), 3));

        assertThat(row.passed()).isFalse();
        assertThat(TableReport.of(List.of(row))).contains("FAILED", "! back 3.01 s (max ≤ 3 s)");
    }

    @Test
    void whatWasNeverSeenIsNotWithinAnyBound() {
        assertThat(Figure.p95("back", "s", List.of(), 3).kept()).isFalse();
        assertThat(Figure.of("back", "s", Double.POSITIVE_INFINITY, 3).kept()).isFalse();
        assertThat(Figure.holds("quiet", false).kept()).isFalse();
    }

    @Test
    void violationsFailAndAreCountedByKind() {
        Row row = row(Map.of(Violation.Kind.LOST, 7L, Violation.Kind.GHOST, 3L, Violation.Kind.GAP, 2L), within());

        assertThat(row.passed()).isFalse();
        assertThat(row.others()).isEqualTo(2);
        assertThat(TableReport.of(List.of(row)).lines().toList().get(1))
                .containsPattern("1234 +0 +7 +0 +0 +3 +2 +FAILED");
    }

    @Test
    void whatWasSkippedSaysWhyAndFailsNothing() {
        Row row = Row.skipped("partition", "7", "", "needs root");

        assertThat(row.passed()).isTrue();
        assertThat(TableReport.of(List.of(row))).contains("skipped: needs root");
    }

    @Test
    void thePercentileIsTheOneThatTheBoundIsFor() {
        List<Double> values =
                IntStream.rangeClosed(1, 100).mapToObj(Double::valueOf).toList();

        assertThat(Figure.p95("", "s", values, 95).kept()).isTrue();
        assertThat(Figure.p95("", "s", values, 94).kept()).isFalse();
        assertThat(Figure.p99("", "s", values, 99).value()).isEqualTo(99);
        assertThat(Figure.max("", "s", values, 99).kept()).isFalse();
    }

    @Test
    void thePageHoldsItsDataAndNeedsNothingElse() {
        Findings findings = new Findings("3 nodes </script>", "2026-01-01T00:00:00Z", Map.of(), List.of(row(Map.of())));

        String page = PageReport.of(findings);

        assertThat(page).contains("kill-owner", "3 nodes &lt;/script>").doesNotContain("src=\"http", "/*page*/");
        assertThat(JsonReport.of(findings)).contains("\"fault\" : \"kill-owner\"");
    }

    @Test
    void aHeapThatGrowsWithEveryKillIsToldByItsSlope() {
        Row row = SoakReport.of(Faults.soak(), Collections.nCopies(20, row(Map.of(), within())), samples(3));

        assertThat(row.passed()).isFalse();
        assertThat(row.signals()).isEqualTo(20 * 1_234);
        assertThat(row.figures())
                .filteredOn(figure -> !figure.kept())
                .singleElement()
                .satisfies(figure -> assertThat(figure.name()).contains("live heap"));
        assertThat(SoakReport.of(Faults.soak(), List.of(row(Map.of())), samples(0))
                        .passed())
                .isTrue();
    }

    /** @param growth MiB a minute */
    private static List<Sample> samples(double growth) {
        return IntStream.range(0, 20)
                .mapToObj(minute -> new Sample(minute, "node-1", 50 + growth * minute, 60, 7, 20, 20, 40))
                .toList();
    }
}
