package dev.parley.chaos.fault;

import dev.parley.chaos.report.Figure;
import dev.parley.chaos.report.Quantiles;
import dev.parley.chaos.traffic.Signal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Those who have nothing to do with a node that stands still: both ends on other nodes, the room on another owner. Who
 * owns a room cannot be asked. What one node's members say in a room is a flow; the node's own are those of which nothing
 * at all was accepted meanwhile, and there must not be many. Whole rooms would be too coarse: an event loop that stands
 * still reads the connection of one of the other nodes, so that those members wait and others of the room do not.
 */
final class Bystanders {
    /** A third is the node's own; the rest is room for chance. */
    private static final double STILL_SHARE = 0.6;

    /** What is sent or accepted that near to its falling still or its waking tells nothing. */
    private static final double EDGE_S = 0.5;

    /** Below it, twice the p99 is the noise of two cores. */
    private static final double LEAST_P99_S = 0.02;

    private Bystanders() {}

    /** @param node the name of the one that stood still from the trial's begin to its end */
    static List<Figure> figures(Trial trial, String node) {
        Map<String, List<Double>> during = new HashMap<>();
        Set<String> moving = new TreeSet<>();
        long begin = trial.begunAt() + (long) (EDGE_S * 1e9);
        long end = trial.endedAt() - (long) (EDGE_S * 1e9);
        List<Double> before = new ArrayList<>();
        trial.traffic()
                .signals()
                .filter(signal -> isElsewhere(signal, node) && signal.isAccepted())
                .forEach(signal -> {
                    String flow = signal.roomId() + ' ' + signal.from().node();
                    if (signal.sentAt() < trial.begunAt()) {
                        before.add(signal.acceptSeconds());
                    } else if (signal.sentAt() > begin && signal.sentAt() < end) {
                        if (signal.acceptedAt() < end) {
                            moving.add(flow);
                        }
                        during.computeIfAbsent(flow, id -> new ArrayList<>()).add(signal.acceptSeconds());
                    }
                });
        Set<String> still = new TreeSet<>(during.keySet());
        still.removeAll(moving);
        double share = still.size() / (double) Math.max(1, during.size());
        during.keySet().removeAll(still);
        return figures(trial, before, during, share);
    }

    private static boolean isElsewhere(Signal signal, String node) {
        return !signal.from().node().equals(node) && !signal.to().node().equals(node);
    }

    private static List<Figure> figures(
            Trial trial, List<Double> before, Map<String, List<Double>> during, double share) {
        double usual = Math.max(LEAST_P99_S, Quantiles.of(before).at(0.99));
        List<Double> others = during.values().stream().flatMap(List::stream).toList();
        List<Figure> all = new ArrayList<>();
        all.add(Figure.p99("others' signals, to be < 2 × p99 before or 20 ms", "s", others, 2 * usual));
        all.add(Figure.of("share of flows that stood still", "", share, STILL_SHARE));
        all.add(Figure.count("rooms moved", trial.seen().movedRooms(), 0));
        all.addAll(trial.seen().nobodyLeft());
        return all;
    }
}
