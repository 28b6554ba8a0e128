package dev.parley.chaos.fault;

import dev.parley.chaos.nodes.NodeProcess;
import dev.parley.chaos.nodes.Waiting;
import dev.parley.chaos.report.Figure;
import java.time.Duration;
import java.util.List;

/** Long enough that the others take the node for dead, and that it wakes into a cluster that went on without it. */
final class LongFreeze implements Fault {
    private static final Duration TIME = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @Override
    public String name() {
        return "freeze-60";
    }

    @Override
    public String number() {
        return "6";
    }

    @Override
    public String does() {
        return "SIGSTOP of a node for 60 s";
    }

    @Override
    public String bound() {
        return "evicted ≤ 20 s; healthy nodes answer ≤ 1 s all the time; it rejoins and serves nothing stale";
    }

    @Override
    public List<Figure> inject(Trial trial) {
        NodeProcess node = trial.anyNode();
        try (Probes probes = Probes.start(trial, trial.nodes().others(node).toList())) {
            trial.begin();
            node.pause();
            Waiting.pause(TIME);
            node.wake();
            trial.end();
            double joined = Cluster.one(trial, PATIENCE);
            trial.settled(PATIENCE);
            trial.everybodyOnline(PATIENCE);
            return List.of(
                    Figure.max("rooms of the frozen node writable", "s", trial.writable(), 20),
                    Figure.max("answers of healthy nodes", "s", probes.answers(), 1),
                    Figure.told("of them unavailable", "", List.of((double) probes.unavailable())),
                    Figure.told("clients back", "s", trial.back()),
                    Figure.of("one cluster again after SIGCONT", "s", joined, 20),
                    Figure.count("peer-left seen", trial.left(), 0),
                    Figure.count("memberships ended", trial.ended(), 0));
        }
    }
}
