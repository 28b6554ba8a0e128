package dev.parley.chaos.fault;

import dev.parley.chaos.nodes.NodeProcess;
import dev.parley.chaos.report.Figure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** {@code kill -9}. Any node is a gateway for a third of the clients and owns a third of the rooms. */
final class Kill {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private Kill() {}

    static List<Figure> gateway(Trial trial) {
        kill(trial, 1);
        return with(trial, Figure.p95("clients back", "s", trial.seen().back(), 3));
    }

    /** Which rooms moved is told by their new epochs. */
    static List<Figure> owner(Trial trial) {
        kill(trial, 1);
        return with(
                trial,
                Figure.max("moved rooms writable", "s", trial.seen().writable(), 3),
                Figure.told("members told of the new owner", "s", trial.seen().told()));
    }

    static List<Figure> any(Trial trial) {
        kill(trial, 1);
        return with(
                trial,
                Figure.p95("clients back", "s", trial.seen().back(), 3),
                Figure.max("moved rooms writable", "s", trial.seen().writable(), 3));
    }

    static List<Figure> two(Trial trial) {
        kill(trial, 2);
        return with(
                trial,
                Figure.max("clients back", "s", trial.seen().back(), 15),
                Figure.max("moved rooms writable", "s", trial.seen().writable(), 15));
    }

    private static void kill(Trial trial, int nodes) {
        List<NodeProcess> victims = trial.someNodes(nodes);
        trial.begin();
        victims.forEach(NodeProcess::kill);
        trial.settled(PATIENCE);
        trial.everybodyOnline(PATIENCE);
        trial.movedRoomsWritable(PATIENCE);
        trial.end();
    }

    private static List<Figure> with(Trial trial, Figure... own) {
        List<Figure> all = new ArrayList<>(List.of(own));
        all.addAll(trial.seen().nobodyLeft());
        return all;
    }
}
