package dev.parley.load.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

class PerformancePageTest {
    private final Figures figures = new Figures();

    @Test
    void mediansAreSetAgainstParleys() {
        figures.add(Metric.CPU_SATURATED, Rival.PARLEY, 40);
        figures.add(Metric.CPU_SATURATED, Rival.PARLEY, 30);
        figures.add(Metric.CPU_SATURATED, Rival.PARLEY, 90);
        figures.add(Metric.CPU_SATURATED, Rival.NATS, 100);

        String page = PerformancePage.of(result(0), "images");

        assertThat(page).contains("| Parley | **40.0**<br>30.0 – 90.0 |");
        assertThat(page).contains("| NATS | **100** (×2.50)<br>100 – 100 |");
        assertThat(page).contains("images/performance-cpu.svg").doesNotContain("performance-join.svg");
        assertThat(page).contains("Every signal arrived.").contains("`scripts/compare --planted`");
        assertThat(page).contains("Linux 6.1").contains("A processor").contains("NATS 2.9");
    }

    @Test
    void whatIsNotEqualIsToldOfThoseThatTakePart() {
        figures.add(Metric.DELIVERY_P50, Rival.NATS, 1);

        assertThat(PerformancePage.of(result(0), "images"))
                .contains(Rival.NATS.acknowledgement())
                .doesNotContain(Rival.PEERJS.acknowledgement());
    }

    @Test
    void lostSignalsSpoilThePage() {
        figures.add(Metric.CPU_SATURATED, Rival.PARLEY, 40);

        assertThat(PerformancePage.of(result(3), "images"))
                .contains("3 signals were lost or refused")
                .doesNotContain("Every signal arrived");
    }

    @Test
    void aResultSurvivesBeingWritten() {
        figures.add(Metric.IDLE_RESIDENT, Rival.PARLEY, 12.5);
        figures.add(Metric.IDLE_RESIDENT, Rival.PEERJS, 25);

        Figures read = Figures.of(new JsonArray(figures.json().encode()));

        assertThat(read.of(Metric.IDLE_RESIDENT)).containsEntry(Rival.PARLEY, List.of(12.5));
        assertThat(read.ratio(Metric.IDLE_RESIDENT, Rival.PEERJS)).isEqualTo(2);
    }

    @Test
    void theTableSaysWhereMoreIsBetter() {
        figures.add(Metric.THROUGHPUT, Rival.PARLEY, 12_345.6);

        assertThat(FigureTable.of(figures)).contains("(more is better)").contains("12,346");
    }

    private JsonObject result(long failures) {
        return new JsonObject()
                .put(
                        "settings",
                        new JsonObject()
                                .put("contenders", new JsonArray().add("parley").add("nats"))
                                .put("rounds", 3))
                .put(
                        "machine",
                        new JsonObject()
                                .put("cores", 2)
                                .put("kernel", "Linux 6.1")
                                .put("cpu", "A processor")
                                .put("versions", new JsonObject().put("NATS", "2.9")))
                .put("command", "scripts/compare --planted")
                .put("commit", "abc1234")
                .put("failures", failures)
                .put("series", figures.json());
    }
}
