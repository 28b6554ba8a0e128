package dev.parley.load.relay;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rounds of every relay under every load, in the order in which they were run; the first relay is the floor. */
public final class Results {
    private final Map<String, Map<String, List<Window>>> byLoad = new LinkedHashMap<>();
    private final Map<String, Double> idle = new LinkedHashMap<>();

    /** What a relay's nodes use without any load, in milliseconds of CPU a second. */
    void idle(String relay, double millisPerSecond) {
        idle.put(relay, millisPerSecond);
    }

    Map<String, Double> idle() {
        return idle;
    }

    void add(Load load, String relay, Window round) {
        byLoad.computeIfAbsent(load.name(), l -> new LinkedHashMap<>())
                .computeIfAbsent(relay, r -> new ArrayList<>())
                .add(round);
    }

    Map<String, Map<String, List<Window>>> byLoad() {
        return byLoad;
    }

    /** Against the floor, which is the first relay of the load; sorted, empty for the floor itself. */
    static double[] ratios(Map<String, List<Window>> relays, String relay) {
        Map.Entry<String, List<Window>> floor = relays.entrySet().iterator().next();
        return floor.getKey().equals(relay) ? new double[0] : Statistics.ratios(relays.get(relay), floor.getValue());
    }

    /** Signals that were refused or lost: with any of them the figures mean nothing. */
    long failures() {
        return byLoad.values().stream()
                .flatMap(relays -> relays.values().stream())
                .flatMap(List::stream)
                .mapToLong(w -> w.refused() + w.lost())
                .sum();
    }
}
