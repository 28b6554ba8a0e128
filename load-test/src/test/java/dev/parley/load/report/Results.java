package dev.parley.load.report;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Results for tests. */
public final class Results {
    private Results() {}

    /** @param millis what every signal took; negative for no signal at all */
    public static Result of(long millis, long errors) {
        Histogram took = new Histogram(TimeUnit.MINUTES.toNanos(1), 3);
        if (millis >= 0) {
            took.recordValueWithCount(TimeUnit.MILLISECONDS.toNanos(millis), 1_234);
        }
        Histogram none = new Histogram(TimeUnit.MINUTES.toNanos(1), 3);
        NodeSeries node = new NodeSeries(
                "node 1",
                List.of(new NodeSeries.Sample(0, 0, 0, 1 << 28), new NodeSeries.Sample(1, 500_000, 0.5, 1 << 29)));
        return new Result(
                "a <title>",
                "2026-01-02T03:04:05Z",
                Map.of("endpoints", "http://127.0.0.1:1"),
                3,
                617,
                810.0,
                new Counts(1_234, 0, 1_234, 1_234, 0, 0, errors),
                List.of(
                        Latency.of(Result.DELIVERED, took),
                        Latency.of(Result.ACCEPTED, took),
                        Latency.of(Result.LATE, none),
                        Latency.of(Result.OPEN, none),
                        Latency.of(Result.JOIN, none)),
                List.of(new Second(0, 40, 40, 617, 617, 617, errors, millis, millis)),
                List.of(node),
                errors == 0 ? Map.of() : Map.of("open: </script><b>", errors),
                List.of());
    }
}
