package dev.parley.load.relay;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The arithmetic of the report. */
public final class Statistics {
    private Statistics() {}

    /** NaN for none. */
    public static double median(double... values) {
        if (values.length == 0) {
            return Double.NaN;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    public static double median(List<Window> rounds, ToDoubleFunction<Window> of) {
        return median(rounds.stream().mapToDouble(of).toArray());
    }

    /**
     * What each round cost against the floor's round right before it, cheapest first: what else the machine did in these
     * seconds weighed on both.
     */
    static double[] ratios(List<Window> rounds, List<Window> floor) {
        double[] ratios = new double[Math.min(rounds.size(), floor.size())];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = rounds.get(i).cpuMicrosPerSignal() / floor.get(i).cpuMicrosPerSignal();
        }
        Arrays.sort(ratios);
        return ratios;
    }
}
