package dev.parley.load.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.load.report.Latency;
import dev.parley.load.report.Result;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class AccountTest {
    private static final int WARMUP = 1;

    private final Account account = new Account(Loads.of(10, 0, 100, 0, 0), WARMUP);

    @Test
    void theWorkersHistogramsAreAddedAndNotAveraged() {
        add(0, 2, Map.of(), 1, 99);
        add(1, 2, Map.of(), 500, 1);

        Latency delivered = account.latencies().get(0);
        assertThat(delivered.name()).isEqualTo(Result.DELIVERED);
        assertThat(delivered.count()).isEqualTo(100);
        assertThat(delivered.p99()).isEqualTo(1, within(0.01));
        assertThat(delivered.p999()).isEqualTo(500, within(1.0));
        assertThat(account.second(2).delivered()).isEqualTo(100);
        assertThat(account.second(2).connected()).isEqualTo(60);
    }

    @Test
    void theWarmUpIsInNoLatencyButWhatArrivesAfterTheEndIs() {
        add(0, 0, Map.of(), 900, 5);
        add(0, 3, Map.of(), 10, 5);
        add(0, 6, Map.of(), 700, 5);

        Latency delivered = account.latencies().get(0);
        assertThat(delivered.count()).isEqualTo(10);
        assertThat(delivered.max()).isEqualTo(700, within(1.0));
        assertThat(account.counts().delivered()).isEqualTo(15);
        assertThat(account.signalsPerSecond()).isEqualTo(5);
    }

    @Test
    void whatWasAcceptedAndNeverArrivedIsAnError() {
        account.add(0, tick(2, 10, 7, Map.of("open: timeout", 2L), ""), 2);

        assertThat(account.counts().lost()).isEqualTo(3);
        assertThat(account.counts().errors()).isEqualTo(5);
        assertThat(account.errorsByName()).containsEntry("open: timeout", 2L).hasSize(2);
    }

    @Test
    void aTickSurvivesTheWayFromItsProcess() {
        Tick tick = tick(2, 10, 7, Map.of("open: timeout", 2L), encoded(3, 4));

        assertThat(Wire.read(Wire.line(tick), Tick.class)).isEqualTo(tick);
    }

    private void add(int worker, int second, Map<String, Long> errors, long millis, int times) {
        account.add(worker, tick(second, times, times, errors, encoded(millis, times)), second);
    }

    private static Tick tick(int second, long accepted, long delivered, Map<String, Long> errors, String histogram) {
        Tick.Latency latency = new Tick.Latency("", histogram, "", "", "");
        return new Tick(Tick.Phase.LOAD, second, 30, 30, accepted, accepted, delivered, 0, 0, errors, latency);
    }

    private static String encoded(long millis, int times) {
        Histogram histogram = Histograms.empty();
        histogram.recordValueWithCount(TimeUnit.MILLISECONDS.toNanos(millis), times);
        return Histograms.encode(histogram);
    }
}
