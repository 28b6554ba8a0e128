package dev.parley.load.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.load.server.CpuTime;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class StatisticsTest {
    private static final Offset<Double> EXACT = Offset.offset(1e-9);

    @Test
    void theMedianIsTheMiddleOfAnyOrder() {
        assertThat(Statistics.median(9, 1, 5)).isEqualTo(5);
        assertThat(Statistics.median(4, 1, 3, 2)).isEqualTo(2.5);
        assertThat(Statistics.median()).isNaN();
    }

    @Test
    void roundsAreComparedWithTheFloorsRoundOfTheSameNumber() {
        List<Window> floor = List.of(round(40, 1), round(80, 1), round(20, 1));
        List<Window> relay = List.of(round(60, 1), round(80, 1), round(40, 1));

        assertThat(Statistics.ratios(relay, floor)).containsExactly(new double[] {1.0, 1.5, 2.0}, EXACT);
    }

    @Test
    void cpuTimeIsDividedAmongTheAcknowledgedSignals() {
        assertThat(round(90, 3).cpuMicrosPerSignal()).isEqualTo(30);
        assertThat(round(90, 0).cpuMicrosPerSignal()).isNaN();
    }

    @Test
    void whatWasLostOrRefusedCountsAsFailure() {
        Results results = new Results();
        results.add(new Load.Paced(10), "floor", round(40, 1));
        results.add(new Load.Paced(10), "relay", failing());

        assertThat(results.failures()).isEqualTo(5);
        assertThat(TableReport.of(results, "title")).contains("title", "floor", "relay", "1.25 (1.25-1.25)");
    }

    private static Window round(long cpuMicros, long signals) {
        return new Window(1, new CpuTime(cpuMicros, 0, 0), signals, 0, 0, new Histogram(3), new Histogram(3));
    }

    private static Window failing() {
        return new Window(1, new CpuTime(50, 0, 0), 1, 2, 3, new Histogram(3), new Histogram(3));
    }
}
