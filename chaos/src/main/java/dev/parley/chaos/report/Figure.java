package dev.parley.chaos.report;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * Something that was measured, and its bound.
 *
 * @param name what was measured
 * @param unit {@code s}, {@code ms}, {@code MiB} or empty for a count
 * @param p50 with {@code p95} and {@code max} of the values; not a number without any
 * @param held which of them the bound is for: {@code p95}, {@code p99} or {@code max}; {@code holds} for what is 0 when it is so, else 1
 * @param value that one
 * @param bound upper bound, {@code null} when there is none
 */
public record Figure(
        String name,
        String unit,
        int values,
        double p50,
        double p95,
        double max,
        String held,
        double value,
        Double bound) {

    private static final String HOLDS = "holds";

    public static Figure p95(String name, String unit, Collection<Double> values, double bound) {
        return of(name, unit, values, "p95", 0.95, bound);
    }

    public static Figure p99(String name, String unit, Collection<Double> values, double bound) {
        return of(name, unit, values, "p99", 0.99, bound);
    }

    public static Figure max(String name, String unit, Collection<Double> values, double bound) {
        return of(name, unit, values, "max", 1, bound);
    }

    /** A single value. */
    public static Figure of(String name, String unit, double value, double bound) {
        return max(name, unit, List.of(value), bound);
    }

    /** How often something happened that may happen {@code bound} times at most. */
    public static Figure count(String name, long times, long bound) {
        return of(name, "", times, bound);
    }

    /** Something that must be so: 0 when it is, else 1. */
    public static Figure holds(String name, boolean so) {
        return of(name, "", List.of(so ? 0.0 : 1.0), HOLDS, 1, 0.0);
    }

    /** Told, and held against nothing. */
    public static Figure told(String name, String unit, Collection<Double> values) {
        return of(name, unit, values, "max", 1, null);
    }

    private static Figure of(
            String name, String unit, Collection<Double> values, String held, double share, Double bound) {
        Quantiles all = Quantiles.of(values);
        return new Figure(name, unit, values.size(), all.at(0.5), all.at(0.95), all.max(), held, all.at(share), bound);
    }

    /** Without a single value nothing was shown to be within a bound. */
    public boolean kept() {
        return bound == null || value <= bound;
    }

    @Override
    public String toString() {
        if (held.equals(HOLDS)) {
            return name + (kept() ? ": yes" : ": NO");
        }
        String limit = bound == null ? "" : " (" + held + " ≤ " + brief(bound) + unit() + ")";
        if (values == 0) {
            return name + " never seen" + limit;
        }
        String seen = values == 1 ? brief(max) : brief(p50) + "/" + brief(p95) + "/" + brief(max);
        return name + " " + seen + unit() + limit;
    }

    public String unit() {
        return unit.isEmpty() ? "" : " " + unit;
    }

    static String brief(double value) {
        if (Double.isNaN(value)) {
            return "–";
        }
        return String.format(Locale.ROOT, value == Math.rint(value) ? "%,.0f" : "%,.2f", value);
    }
}
