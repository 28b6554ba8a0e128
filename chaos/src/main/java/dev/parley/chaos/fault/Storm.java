package dev.parley.chaos.fault;

import dev.parley.chaos.nodes.Waiting;
import dev.parley.chaos.report.Figure;
import dev.parley.client.ClientListener;
import dev.parley.client.ParleyClient;
import dev.parley.client.SessionInfo;
import dev.parley.load.server.BenchException;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/** Very many clients lose their connection at one moment and come back. */
final class Storm {
    private static final int TOGETHER = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private Storm() {}

    static List<Figure> come(Trial trial) {
        int size = trial.settings().storm();
        AtomicBoolean broken = new AtomicBoolean();
        Queue<Long> back = new ConcurrentLinkedQueue<>();
        List<ParleyClient> crowd = gather(trial, size, broken, back);
        try {
            trial.begin();
            broken.set(true);
            crowd.forEach(ParleyClient::reconnect);
            Waiting.until(() -> back.size() >= size, PATIENCE);
            trial.end();
            List<Double> times = new ArrayList<>(
                    back.stream().map(at -> (at - trial.begunAt()) / 1e9).toList());
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
            crowd.forEach(ParleyClient::close);
            Waiting.pause(Duration.ofSeconds(2));
        }
    }

    private static List<ParleyClient> gather(Trial trial, int size, AtomicBoolean broken, Queue<Long> back) {
        ClientListener listener = new ClientListener() {
            @Override
            public void opened(SessionInfo session) {
                if (broken.get()) {
                    back.add(System.nanoTime());
                }
            }
        };
        List<ParleyClient> crowd = new ArrayList<>();
        while (crowd.size() < size) {
            List<ParleyClient> some = new ArrayList<>();
            for (int i = 0; i < TOGETHER && crowd.size() + some.size() < size; i++) {
                some.add(trial.crowd().client(trial.crowd().options(i), listener));
            }
            crowd.addAll(some);
            try {
                Waiting.on(Future.all(some.stream().map(ParleyClient::open).toList()));
            } catch (RuntimeException refused) {
                crowd.forEach(ParleyClient::close);
                throw new BenchException(
                        "only " + crowd.size() + " clients could be connected: " + refused.getMessage());
            }
        }
        return crowd;
    }
}
