package dev.parley.chaos.report;

import dev.parley.chaos.history.Violation.Kind;
import java.util.List;
import java.util.Locale;

/** Rows for the terminal: one line for each fault, its figures below. */
public final class TableReport {
    private static final String LINE = "%-16s %3s %8s %6s %5s %7s %9s %6s %6s  %s%n";

    private TableReport() {}

    public static String of(List<Row> rows) {
        StringBuilder out = new StringBuilder();
        out.append(String.format(
                LINE, "fault", "#", "signals", "failed", "lost", "doubled", "reordered", "ghosts", "other", "verdict"));
        rows.forEach(row -> row(out, row));
        return out.toString();
    }

    private static void row(StringBuilder out, Row row) {
        out.append(String.format(
                Locale.ROOT,
                LINE,
                row.fault(),
                row.number(),
                row.signals(),
                row.failed(),
                row.count(Kind.LOST),
                row.count(Kind.DOUBLED),
                row.count(Kind.REORDERED),
                row.count(Kind.GHOST),
                row.others(),
                row.verdict()));
        row.figures().forEach(figure -> out.append("    ")
                .append(figure.kept() ? "  " : "! ")
                .append(figure)
                .append('\n'));
        row.sentences().forEach(what -> out.append("    ! ").append(what).append('\n'));
        row.traces().forEach(trace -> out.append("    log: ").append(trace).append('\n'));
    }
}
