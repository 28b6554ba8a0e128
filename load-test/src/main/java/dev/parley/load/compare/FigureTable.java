package dev.parley.load.compare;

import java.util.List;
import java.util.Locale;

/** The medians for a terminal: of every metric, each contender's, as a multiple of Parley's, with the rounds' range. */
final class FigureTable {
    private static final String ROW = "  %-20s %12s %-4s %7s   %s%n";

    private FigureTable() {}

    static String of(Figures figures) {
        StringBuilder out = new StringBuilder();
        for (Metric metric : Metric.values()) {
            if (figures.has(metric)) {
                out.append(metric.title())
                        .append(metric.lessIsBetter() ? "" : " (more is better)")
                        .append('\n');
                figures.of(metric).forEach((rival, rounds) -> out.append(row(figures, metric, rival, rounds)));
            }
        }
        return out.toString();
    }

    private static String row(Figures figures, Metric metric, Rival rival, List<Double> rounds) {
        double ratio = figures.ratio(metric, rival);
        return String.format(
                Locale.ROOT,
                ROW,
                rival.title(),
                number(figures.median(metric, rival)),
                metric.unit(),
                Double.isNaN(ratio) ? "" : String.format(Locale.ROOT, "×%.2f", ratio),
                range(rounds));
    }

    static String range(List<Double> rounds) {
        double least = rounds.stream().mapToDouble(Double::doubleValue).min().orElse(Double.NaN);
        double most = rounds.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
        return number(least) + " – " + number(most);
    }

    /** Three digits, or whole numbers from 100 on. */
    static String number(double value) {
        if (Math.abs(value) >= 100) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, Math.abs(value) >= 10 ? "%.1f" : "%.2f", value);
    }
}
