package dev.parley.chaos.traffic;

import dev.parley.chaos.report.Quantiles;
import java.util.ArrayList;
import java.util.List;

/**
 * One second of traffic.
 *
 * @param second since its start
 * @param accepted signals that were accepted in it
 * @param delivered signals that were shown in it
 * @param p99 milliseconds from request to acceptance of those, 0 without any
 */
public record Second(int second, int accepted, int delivered, double p99) {
    static final class Builder {
        private final int second;
        private final List<Double> latencies = new ArrayList<>();
        private int delivered;

        Builder(int second) {
            this.second = second;
        }

        void accepted(double seconds) {
            latencies.add(seconds);
        }

        void delivered() {
            delivered++;
        }

        Second build() {
            double p99 = latencies.isEmpty() ? 0 : Quantiles.of(latencies).at(0.99);
            return new Second(second, latencies.size(), delivered, Math.round(p99 * 1e6) / 1e3);
        }
    }
}
