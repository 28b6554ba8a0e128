package dev.parley.chaos.fault;

import dev.parley.chaos.nodes.NodeProcess;
import dev.parley.chaos.nodes.Waiting;
import dev.parley.chaos.report.Figure;
import java.time.Duration;
import java.util.List;

/** Shorter than what takes a silent node for dead. */
final class Freeze implements Fault {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String name;
    private final String number;
    private final Duration time;

    Freeze(String name, String number, Duration time) {
        this.name = name;
        this.number = number;
        this.time = time;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String number() {
        return number;
    }

    @Override
    public String does() {
        return "SIGSTOP of a node for " + time.toSeconds() + " s";
    }

    @Override
    public String bound() {
        return "no eviction; all is accepted and shown ≤ 2 s after SIGCONT";
    }

    @Override
    public List<Figure> inject(Trial trial) {
        NodeProcess node = trial.anyNode();
        trial.begin();
        node.pause();
        Waiting.pause(time);
        node.wake();
        trial.end();
        long woken = trial.endedAt();
        trial.shown(PATIENCE);
        return List.of(
                Figure.max("all shown after SIGCONT", "s", trial.catchingUp(woken), 2),
                Figure.count("rooms moved", trial.movedRooms(), 0),
                Figure.count("peer-left seen", trial.left(), 0),
                Figure.count("memberships ended", trial.ended(), 0));
    }
}
