package dev.parley.chaos.fault;

import dev.parley.chaos.nodes.NodeProcess;
import dev.parley.chaos.report.Figure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** SIGTERM, while somebody is in a call. */
final class Drain {
    private static final Duration EXIT = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final double EXIT_BOUND_S = 30;

    private Drain() {}

    static List<Figure> one(Trial trial) {
        return restart(trial, trial.someNodes(1), false);
    }

    static List<Figure> rolling(Trial trial) {
        return restart(trial, trial.nodes().all(), true);
    }

    private static List<Figure> restart(Trial trial, List<NodeProcess> nodes, boolean again) {
        List<Double> exits = new ArrayList<>();
        long mostReconnects = 0;
        try (RunningCall call = RunningCall.begin(trial)) {
            trial.begin();
            for (NodeProcess node : nodes) {
                long[] before = trial.seen().outages();
                exits.add(terminate(node));
                if (again) {
                    node.start();
                    node.awaitReady();
                    Cluster.one(trial, PATIENCE);
                }
                trial.settled(PATIENCE);
                trial.everybodyOnline(PATIENCE);
                mostReconnects = Math.max(mostReconnects, trial.seen().mostSince(before));
            }
            trial.end();
            return figures(trial, exits, mostReconnects, call);
        }
    }

    private static double terminate(NodeProcess node) {
        long from = System.nanoTime();
        node.terminate();
        return node.awaitEnd(EXIT) ? (System.nanoTime() - from) / 1e9 : Double.POSITIVE_INFINITY;
    }

    private static List<Figure> figures(Trial trial, List<Double> exits, long reconnects, RunningCall call) {
        List<Figure> all = new ArrayList<>();
        all.add(Figure.max("exit", "s", exits, EXIT_BOUND_S));
        all.add(Figure.count("reconnects of a client for a restart", reconnects, 1));
        all.add(Figure.told("time without a connection", "s", trial.seen().interruptions()));
        all.add(Figure.told("signals accepted after", "s", trial.seen().acceptance(signal -> true)));
        all.add(Figure.holds("the call still runs", call.end()));
        all.addAll(trial.seen().nobodyLeft());
        return all;
    }
}
