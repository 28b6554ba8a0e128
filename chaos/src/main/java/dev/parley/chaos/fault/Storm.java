package dev.parley.chaos.fault;

import dev.parley.chaos.nodes.Waiting;
import dev.parley.chaos.report.Figure;
import dev.parley.chaos.traffic.IdleProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Very many clients lose their connection at one moment and come back. */
final class Storm {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration CALM = Duration.ofSeconds(3);

    private Storm() {}

    static List<Figure> come(Trial trial) {
        int size = trial.settings().storm();
        try (IdleProcess crowd = new IdleProcess(size, trial.nodes().urls())) {
            crowd.awaitConnected(PATIENCE);
            Waiting.pause(CALM);
            trial.begin();
            crowd.drop();
            Waiting.until(() -> crowd.back().size() >= size, PATIENCE);
            trial.end();
            List<Double> times = new ArrayList<>(crowd.back());
            while (times.size() < size) {
                times.add(Double.POSITIVE_INFINITY);
            }
            long until = trial.endedAt();
            List<Figure> all = new ArrayList<>();
            all.add(Figure.max(size + " clients back", "s", times, 60));
            all.add(Figure.p99(
                    "others' signals", "s", trial.seen().acceptance(signal -> signal.sentAt() < until), 0.5));
            all.addAll(trial.seen().nobodyLeft());
            return all;
        } finally {
            Waiting.pause(CALM);
        }
    }
}
