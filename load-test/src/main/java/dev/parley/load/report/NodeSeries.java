package dev.parley.load.report;

import java.util.List;

/** What one node's process used, every second. */
public record NodeSeries(String name, List<Sample> samples) {
    /**
     * @param at seconds since the load began, negative before
     * @param cpuMicros CPU time of the process so far, the JIT compiler's threads left out
     * @param cores of CPU since the sample before, 0 for the first
     * @param residentBytes memory in RAM
     */
    public record Sample(double at, long cpuMicros, double cores, long residentBytes) {}

    /** Microseconds of CPU in the part of the run from one second to another, as near as the samples are. */
    public long cpuMicros(double from, double to) {
        Sample first = nearest(from);
        Sample last = nearest(to);
        return first == null ? 0 : last.cpuMicros() - first.cpuMicros();
    }

    /** Seconds that {@link #cpuMicros} really spans. */
    public double span(double from, double to) {
        return nearest(from) == null ? 0 : nearest(to).at() - nearest(from).at();
    }

    /** The most bytes in RAM. */
    public long peakBytes() {
        return samples.stream().mapToLong(Sample::residentBytes).max().orElse(0);
    }

    private Sample nearest(double at) {
        Sample best = null;
        for (Sample sample : samples) {
            if (best == null || Math.abs(sample.at() - at) < Math.abs(best.at() - at)) {
                best = sample;
            }
        }
        return best;
    }
}
