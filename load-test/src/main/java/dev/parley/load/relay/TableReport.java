package dev.parley.load.relay;

import static dev.parley.load.relay.Statistics.median;
import static dev.parley.load.relay.Window.millis;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The results as a table for people: medians of the rounds. */
final class TableReport {
    private static final String HEAD = "%-24s %9s %9s %9s %15s %11s %15s %15s %8s%n";
    private static final String ROW = "  %-22s %9.1f %9.1f %9.1f %15s %,11.0f %15s %15s %,8d%n";

    private static final String REST = "  %-22s %9.1f ms/s%n";

    private TableReport() {}

    static String of(Results results, String title) {
        StringBuilder out = new StringBuilder(title).append("\n\n");
        out.append(String.format(
                Locale.ROOT,
                HEAD,
                "",
                "CPU",
                "of it in",
                "JIT",
                "CPU against",
                "",
                "ack ms",
                "delivery ms",
                "lost or"));
        out.append(String.format(
                Locale.ROOT,
                HEAD,
                "",
                "µs/signal",
                "kernel",
                "besides",
                "the floor",
                "signals/s",
                "p50 / p99",
                "p50 / p99",
                "refused"));
        results.byLoad().forEach((load, relays) -> {
            out.append(load).append('\n');
            relays.forEach((relay, rounds) -> out.append(row(relays, relay, rounds)));
        });
        out.append("at rest, CPU of both nodes\n");
        results.idle().forEach((relay, millis) -> out.append(String.format(Locale.ROOT, REST, relay, millis)));
        return out.toString();
    }

    private static String row(Map<String, List<Window>> relays, String relay, List<Window> rounds) {
        return String.format(
                Locale.ROOT,
                ROW,
                relay,
                median(rounds, Window::cpuMicrosPerSignal),
                median(rounds, Window::systemMicrosPerSignal),
                median(rounds, Window::compilerMicrosPerSignal),
                ratio(Results.ratios(relays, relay)),
                median(rounds, Window::signalsPerSecond),
                percentiles(median(rounds, w -> millis(w.ack(), 50)), median(rounds, w -> millis(w.ack(), 99))),
                percentiles(
                        median(rounds, w -> millis(w.delivery(), 50)), median(rounds, w -> millis(w.delivery(), 99))),
                rounds.stream().mapToLong(w -> w.refused() + w.lost()).sum());
    }

    private static String ratio(double[] ratios) {
        return ratios.length == 0
                ? "1"
                : String.format(Locale.ROOT, "%.2f (%.2f-%.2f)", median(ratios), ratios[0], ratios[ratios.length - 1]);
    }

    private static String percentiles(double p50, double p99) {
        return String.format(Locale.ROOT, "%.2f / %.2f", p50, p99);
    }
}
