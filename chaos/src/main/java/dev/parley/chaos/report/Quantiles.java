package dev.parley.chaos.report;

import java.util.Collection;

/** Values in order. */
public record Quantiles(double[] sorted) {
    public static Quantiles of(Collection<Double> values) {
        return new Quantiles(
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray());
    }

    public boolean isEmpty() {
        return sorted.length == 0;
    }

    /** The smallest value that {@code share} of all do not exceed; not a number without values. @param share 0 to 1 */
    public double at(double share) {
        int index = (int) Math.ceil(share * sorted.length) - 1;
        return isEmpty() ? Double.NaN : sorted[Math.max(0, index)];
    }

    public double max() {
        return at(1);
    }
}
