package dev.parley.chaos.fault;

import dev.parley.chaos.nodes.NodeProcess;
import dev.parley.chaos.nodes.Nodes;
import dev.parley.chaos.nodes.Waiting;
import dev.parley.chaos.report.Figure;
import dev.parley.chaos.traffic.Member;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** All nodes begin at one moment. */
final class Start {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private Start() {}

    /** A cluster of its own, beside the other, whose traffic rests: six nodes at work are not what is asked about. */
    static List<Figure> cold(Trial trial) {
        trial.traffic().stop();
        try (Nodes fresh = trial.anotherCluster()) {
            trial.begin();
            long from = System.nanoTime();
            fresh.startTogether();
            boolean one = Waiting.until(() -> Cluster.isOne(trial, fresh), PATIENCE);
            trial.end();
            double seconds = one ? (System.nanoTime() - from) / 1e9 : Double.POSITIVE_INFINITY;
            return List.of(Figure.of("one cluster of " + fresh.size(), "s", seconds, 20));
        }
    }

    /** Nothing is left of the cluster but its clients' tokens and the database. */
    static List<Figure> over(Trial trial) {
        List<String> before = peerIds(trial);
        trial.begin();
        trial.nodes().all().forEach(NodeProcess::kill);
        trial.nodes().startTogether();
        trial.nodes().all().forEach(NodeProcess::awaitReady);
        trial.end();
        trial.everybodyOnline(PATIENCE);
        trial.shown(PATIENCE);
        List<String> after = peerIds(trial);
        after.removeAll(before);
        List<Figure> all = new ArrayList<>();
        all.add(Figure.told("nodes ready", "s", List.of(trial.seen().seconds(trial.endedAt()))));
        all.add(Figure.told("clients back", "s", trial.seen().back()));
        all.add(Figure.told("rooms writable", "s", trial.seen().writable()));
        all.add(Figure.count("peers with another id", after.size(), 0));
        all.addAll(trial.seen().nobodyLeft());
        return all;
    }

    private static List<String> peerIds(Trial trial) {
        List<String> ids = new ArrayList<>();
        for (Member member : trial.crowd().members()) {
            ids.add(member.witness().peerId());
        }
        return ids;
    }
}
