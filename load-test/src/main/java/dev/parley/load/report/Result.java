package dev.parley.load.report;

import java.util.List;
import java.util.Map;

/**
 * Everything that a run found; its JSON is the file of {@code --json} and the data of the page.
 *
 * @param title in one line
 * @param startedAt ISO 8601
 * @param settings the options that mattered, by name
 * @param warmupSeconds at the begin of the load that count in no figure but {@code counts}
 * @param signalsPerSecond delivered, after the warm-up
 * @param cpuMicrosPerSignal of all nodes together, after the warm-up; null when no node's process was watched
 * @param latencies delivered, accepted, generator late, open, join
 * @param seconds in order
 * @param nodes those whose processes were watched
 * @param errors by name
 */
public record Result(
        String title,
        String startedAt,
        Map<String, String> settings,
        int warmupSeconds,
        double signalsPerSecond,
        Double cpuMicrosPerSignal,
        Counts counts,
        List<Latency> latencies,
        List<Second> seconds,
        List<NodeSeries> nodes,
        Map<String, Long> errors,
        List<Threshold> thresholds) {
    public static final String DELIVERED = "delivered";
    public static final String ACCEPTED = "accepted";
    public static final String LATE = "generator late";
    public static final String OPEN = "open";
    public static final String JOIN = "join";

    /** @param name one of those above */
    public Latency latency(String name) {
        return latencies.stream()
                .filter(latency -> latency.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name));
    }

    /** The same with what it was held against. */
    public Result with(List<Threshold> limits) {
        return new Result(
                title,
                startedAt,
                settings,
                warmupSeconds,
                signalsPerSecond,
                cpuMicrosPerSignal,
                counts,
                latencies,
                seconds,
                nodes,
                errors,
                limits);
    }
}
