package dev.parley.load.report;

import java.util.Locale;

/** A result for the terminal. */
public final class TextReport {
    private static final double MIB = 1 << 20;
    /** Of the delivery's tail; when more of it is the generator's, it says little of the nodes. */
    private static final double LATE_SHARE = 0.3;

    private TextReport() {}

    public static String of(Result result) {
        StringBuilder out = new StringBuilder("\n" + result.title() + "\n\n");
        counts(out, result);
        latencies(out, result);
        nodes(out, result);
        result.errors().forEach((name, times) -> line(out, "  %,9d × %s", times, name));
        for (Threshold limit : result.thresholds()) {
            String verdict = limit.broken() ? "BROKEN" : "kept";
            line(out, "%s: %s, %s of at most %s", verdict, limit.name(), brief(limit.seen()), brief(limit.limit()));
        }
        return out.toString();
    }

    private static void counts(StringBuilder out, Result result) {
        Counts counts = result.counts();
        line(out, "%,.0f signals/s delivered after the first %d s", result.signalsPerSecond(), result.warmupSeconds());
        line(
                out,
                "%,d offered, %,d accepted, %,d delivered, %,d lost, %,d errors",
                counts.offered(),
                counts.accepted(),
                counts.delivered(),
                counts.lost(),
                counts.errors());
        if (counts.skipped() + counts.departed() > 0) {
            line(out, "%,d skipped and %,d in vain, for peers were leaving", counts.skipped(), counts.departed());
        }
    }

    private static void latencies(StringBuilder out, Result result) {
        line(out, "%n%-16s %8s %8s %8s %8s %8s   ms", "", "p50", "p90", "p99", "p99.9", "max");
        for (Latency l : result.latencies()) {
            if (l.count() > 0) {
                line(
                        out,
                        "%-16s %8.2f %8.2f %8.2f %8.2f %8.2f",
                        l.name(),
                        l.p50(),
                        l.p90(),
                        l.p99(),
                        l.p999(),
                        l.max());
            }
        }
        if (result.latency(Result.LATE).p99()
                > LATE_SHARE * result.latency(Result.DELIVERED).p99()) {
            line(
                    out,
                    "The generator itself was late: its machine is too busy, and much of these latencies is its own.");
        }
        out.append('\n');
    }

    private static void nodes(StringBuilder out, Result result) {
        double to = result.seconds().stream().mapToInt(Second::second).max().orElse(0);
        for (NodeSeries node : result.nodes()) {
            double span = node.span(result.warmupSeconds(), to);
            double cores = span == 0 ? 0 : node.cpuMicros(result.warmupSeconds(), to) / span / 1e6;
            line(out, "%-9s %.2f cores, at most %,.0f MiB in RAM", node.name(), cores, node.peakBytes() / MIB);
        }
        if (result.cpuMicrosPerSignal() != null) {
            line(
                    out,
                    "all nodes %.0f µs of CPU a signal, sockets and heartbeats included",
                    result.cpuMicrosPerSignal());
        }
    }

    private static String brief(double value) {
        return String.format(Locale.ROOT, value == Math.rint(value) ? "%,.0f" : "%,.2f", value);
    }

    private static void line(StringBuilder out, String format, Object... values) {
        out.append(String.format(Locale.ROOT, format + "%n", values));
    }
}
