package dev.parley.chaos.fault;

import dev.parley.chaos.nodes.Waiting;
import dev.parley.chaos.report.Figure;
import dev.parley.load.server.NodesDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** PostgreSQL dies, comes back, and later hangs: it takes connections and says nothing. */
final class Postgres {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final double LOGIN_S = 3;

    private Postgres() {}

    static List<Figure> away(Trial trial) {
        Duration time = trial.settings().postgres();
        NodesDatabase database = trial.nodes().database();
        List<Figure> all = new ArrayList<>();
        try (RunningCall call = RunningCall.begin(trial)) {
            trial.begin();
            database.kill();
            all.addAll(outage("killed", trial, time));
            all.add(Figure.holds("the running call went on", call.end()));
            database.restart();
            all.add(Figure.told("logins again after its restart", "s", List.of(Logins.served(trial, PATIENCE))));
            all.add(Figure.holds("history complete", call.isRecorded(PATIENCE)));
            database.hang();
            all.addAll(outage("hung", trial, time));
            database.wake();
            all.add(Figure.told("logins again after its waking", "s", List.of(Logins.served(trial, PATIENCE))));
        }
        trial.end();
        all.add(Figure.told("signals accepted meanwhile", "s", trial.seen().acceptance(signal -> true)));
        all.add(Figure.p99("of them", "s", trial.seen().acceptance(signal -> true), 1));
        all.addAll(trial.seen().nobodyLeft());
        return all;
    }

    private static List<Figure> outage(String how, Trial trial, Duration time) {
        Logins logins = new Logins(trial);
        long until = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < until) {
            logins.tryOne();
            Waiting.pause(Duration.ofMillis(500));
        }
        return List.of(
                Figure.max("login while " + how, "s", logins.seconds(), LOGIN_S),
                Figure.count("of them not answered with 503", logins.others(503), 0));
    }
}
