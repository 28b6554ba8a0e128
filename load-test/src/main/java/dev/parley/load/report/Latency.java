package dev.parley.load.report;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * A distribution in milliseconds.
 *
 * @param count of what it is made of
 * @param curve the value at ever finer percentiles, for a plot; empty without values
 */
public record Latency(
        String name,
        long count,
        double mean,
        double p50,
        double p90,
        double p99,
        double p999,
        double max,
        List<Point> curve) {
    private static final int STEPS_TO_HALF = 5;
    private static final double NANOS_PER_MS = 1e6;

    /** @param percentile 0 to 100 */
    public record Point(double percentile, double millis) {}

    /** @param nanos a histogram of nanoseconds */
    public static Latency of(String name, Histogram nanos) {
        List<Point> curve = new ArrayList<>();
        if (nanos.getTotalCount() > 0) {
            for (HistogramIterationValue value : nanos.percentiles(STEPS_TO_HALF)) {
                curve.add(new Point(value.getPercentileLevelIteratedTo(), value.getValueIteratedTo() / NANOS_PER_MS));
            }
        }
        return new Latency(
                name,
                nanos.getTotalCount(),
                nanos.getTotalCount() == 0 ? 0 : nanos.getMean() / NANOS_PER_MS,
                at(nanos, 50),
                at(nanos, 90),
                at(nanos, 99),
                at(nanos, 99.9),
                nanos.getMaxValue() / NANOS_PER_MS,
                curve);
    }

    private static double at(Histogram nanos, double percentile) {
        return nanos.getValueAtPercentile(percentile) / NANOS_PER_MS;
    }
}
