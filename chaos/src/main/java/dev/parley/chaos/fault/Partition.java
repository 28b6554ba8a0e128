package dev.parley.chaos.fault;

import dev.parley.chaos.nodes.NodeProcess;
import dev.parley.chaos.nodes.Waiting;
import dev.parley.chaos.report.Figure;
import dev.parley.chaos.traffic.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One node is cut off from the others, and comes back; clients reach all of them all the time. */
final class Partition {
    private static final Duration TIME = Duration.ofSeconds(40);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** By then each side has taken the other for dead. */
    private static final double PARTED_S = 20;

    private static final double SERVED_S = 5;

    private Partition() {}

    static String obstacle(Trial trial) {
        return trial.nodes().topology().canPartition() ? null : "needs network namespaces, that is root and ip";
    }

    static List<Figure> cut(Trial trial) {
        NodeProcess node = trial.someNodes(1).get(0);
        String alone = Cluster.nodeId(trial, node);
        trial.begin();
        trial.nodes().topology().isolate(trial.nodes().all().indexOf(node));
        Waiting.pause(TIME);
        List<Double> served = trial.traffic()
                .signals()
                .filter(signal -> isOneSided(signal, alone)
                        && trial.seen().seconds(signal.sentAt()) > PARTED_S
                        && trial.seen().seconds(signal.sentAt()) < TIME.toSeconds() - SERVED_S)
                .map(signal -> signal.isAccepted() ? signal.acceptSeconds() : Double.POSITIVE_INFINITY)
                .toList();
        trial.nodes().topology().heal();
        trial.end();
        double roster = agreement(trial);
        double one = Cluster.one(trial, PATIENCE);
        trial.shown(PATIENCE);
        List<Figure> all = new ArrayList<>();
        all.add(Figure.max("signals within a side, 20 s after the cut", "s", served, SERVED_S));
        all.add(Figure.of("one roster after healing", "s", roster, 20));
        all.add(Figure.told("one cluster for clients after that", "s", List.of(one)));
        all.add(Figure.told("peer-left seen", "", List.of((double) trial.seen().left())));
        all.add(Figure.told(
                "memberships ended", "", List.of((double) trial.seen().ended())));
        return all;
    }

    private static boolean isOneSided(Signal signal, String alone) {
        return signal.from().node().equals(alone) == signal.to().node().equals(alone);
    }

    private static double agreement(Trial trial) {
        long from = System.nanoTime();
        boolean agreed = Waiting.until(trial.crowd()::isAgreed, PATIENCE);
        return agreed ? (System.nanoTime() - from) / 1e9 : Double.POSITIVE_INFINITY;
    }
}
