package dev.parley.chaos.fault;

import dev.parley.chaos.nodes.NodeProcess;
import dev.parley.chaos.nodes.Waiting;
import dev.parley.chaos.report.Figure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** SIGSTOP: the node's sockets stay open, and nothing answers. */
final class Freeze {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private Freeze() {}

    /** Shorter than what takes a silent node for dead. */
    static List<Figure> briefly(Trial trial, Duration time) {
        freeze(trial, trial.someNodes(1).get(0), time);
        long woken = trial.endedAt();
        trial.shown(PATIENCE);
        List<Figure> all = new ArrayList<>();
        all.add(Figure.max("all shown after SIGCONT", "s", trial.seen().catchingUp(woken), 2));
        all.add(Figure.count("rooms moved", trial.seen().movedRooms(), 0));
        all.addAll(trial.seen().nobodyLeft());
        return all;
    }

    /** As a collector's pause would; who has nothing to do with the node must not notice. */
    static List<Figure> pause(Trial trial, Duration time) {
        NodeProcess node = trial.someNodes(1).get(0);
        String name = Cluster.nodeId(trial, node);
        freeze(trial, node, time);
        trial.shown(PATIENCE);
        return Bystanders.figures(trial, name);
    }

    private static void freeze(Trial trial, NodeProcess node, Duration time) {
        trial.begin();
        node.pause();
        Waiting.pause(time);
        node.wake();
        trial.end();
    }

    /** Long enough that the others take the node for dead, and that it wakes into a cluster that went on without it. */
    static List<Figure> forLong(Trial trial, Duration time) {
        NodeProcess node = trial.someNodes(1).get(0);
        try (Probes probes = Probes.start(trial, trial.nodes().others(node).toList())) {
            freeze(trial, node, time);
            double joined = Cluster.one(trial, PATIENCE);
            trial.settled(PATIENCE);
            trial.everybodyOnline(PATIENCE);
            List<Figure> all = new ArrayList<>();
            all.add(Figure.max(
                    "rooms of the frozen node writable", "s", trial.seen().writable(), 20));
            all.add(Figure.max("answers of healthy nodes", "s", probes.answers(), 1));
            all.add(Figure.told("of them unavailable", "", List.of((double) probes.unavailable())));
            all.add(Figure.told("clients back", "s", trial.seen().back()));
            all.add(Figure.of("one cluster again after SIGCONT", "s", joined, 20));
            all.addAll(trial.seen().nobodyLeft());
            return all;
        }
    }
}
