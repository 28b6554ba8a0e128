package dev.parley.load.relay;

import dev.parley.load.server.BenchException;
import dev.parley.load.server.CpuTime;
import dev.parley.load.server.ServerProcess;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Runs every contender's nodes side by side and loads them in turn, round by round. Blocks; closing, on
 * any thread, kills the nodes. */
final class Tournament implements AutoCloseable {
    private static final long CONNECT_WITHIN_S = 60;
    private static final long SLACK_S = 30;
    private static final Duration IDLE = Duration.ofSeconds(5);
    private static final Duration WARMUP_PIECE = Duration.ofSeconds(4);

    private final Vertx vertx;
    private final Settings settings;
    private final Path folder;
    private final Consumer<String> progress;
    private final List<ServerProcess> servers = new CopyOnWriteArrayList<>();
    private final Map<String, List<Long>> pids = new LinkedHashMap<>();
    private final Map<String, Generator> generators = new LinkedHashMap<>();

    /**
     * @param vertx for the clients, with one event loop
     * @param folder for the nodes' output
     * @param progress gets a line for each step
     */
    Tournament(Vertx vertx, Settings settings, Path folder, Consumer<String> progress) {
        this.vertx = vertx;
        this.settings = settings;
        this.folder = folder;
        this.progress = progress;
    }

    /** Starts a contender and warms it up. */
    void enter(Contender contender) {
        List<ServerProcess> nodes = new ArrayList<>();
        for (int i = 0; i < contender.nodes().size(); i++) {
            Contender.Start start = contender.nodes().get(i);
            ServerProcess node = ServerProcess.start(
                    contender.name() + " " + (i + 1), start.port(), folder, start.arguments(), start.environment());
            servers.add(node);
            nodes.add(node);
        }
        nodes.forEach(ServerProcess::awaitReady);
        List<Long> processes = nodes.stream().map(ServerProcess::pid).toList();
        pids.put(contender.name(), processes);
        progress.accept(contender.name() + ": two nodes are ready, processes " + processes);
        List<Wire.Address> addresses =
                nodes.stream().map(node -> new Wire.Address(node.port())).toList();
        Future<Generator> connected = Generator.connect(vertx, wire(contender), addresses, settings.pairs(), processes);
        generators.put(contender.name(), await(connected, CONNECT_WITHIN_S));
        warmUp(contender.name());
    }

    private Wire wire(Contender contender) {
        WebSocketClient client =
                vertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(2 * settings.pairs()));
        String payload = Payload.ofSize(settings.payloadBytes());
        return contender.speaksParley() ? new ParleyWire(client, payload) : new BareWire(client, payload);
    }

    /** In pieces, until there were enough signals. */
    private void warmUp(String name) {
        long begun = System.nanoTime();
        long signals = 0;
        while (signals < settings.warmup() && System.nanoTime() - begun < Settings.WARMUP_MAX.toNanos()) {
            signals += measure(name, new Load.Saturating(settings.pairs()), WARMUP_PIECE)
                    .signals();
        }
        progress.accept(String.format(Locale.ROOT, "%s: warmed up with %,d signals", name, signals));
    }

    /** Every round: each load, and under it each contender. */
    Results play() {
        Results results = new Results();
        rest(results);
        for (int round = 1; round <= settings.rounds(); round++) {
            for (Load load : settings.loads()) {
                for (String name : generators.keySet()) {
                    Window window = measure(name, load, settings.measured());
                    results.add(load, name, window);
                    told(round, load, name, window);
                }
            }
        }
        return results;
    }

    /** All at once, for nobody does anything. */
    private void rest(Results results) {
        Map<String, CpuTime> before = new LinkedHashMap<>();
        long begun = System.nanoTime();
        pids.forEach((name, nodes) -> before.put(name, CpuTime.of(nodes)));
        await(vertx.timer(IDLE.toMillis()), IDLE.toSeconds() + SLACK_S);
        double seconds = (System.nanoTime() - begun) / 1e9;
        pids.forEach((name, nodes) -> {
            double millis = CpuTime.of(nodes).since(before.get(name)).relayingMicros() / 1e3;
            results.idle(name, millis / seconds);
            progress.accept(String.format(Locale.ROOT, "%s: %.0f ms of CPU a second at rest", name, millis / seconds));
        });
    }

    private void told(int round, Load load, String name, Window w) {
        progress.accept(String.format(
                Locale.ROOT,
                "round %d of %d, %s, %s: %.1f µs/signal (JIT %.1f), %,.0f signals/s",
                round,
                settings.rounds(),
                load.name(),
                name,
                w.cpuMicrosPerSignal(),
                w.compilerMicrosPerSignal(),
                w.signalsPerSecond()));
    }

    private Window measure(String name, Load load, Duration time) {
        Future<Window> run = generators.get(name).run(load, Settings.LEAD.toMillis(), time.toMillis());
        Window window = await(run, time.toSeconds() + SLACK_S);
        if (window.signals() == 0) {
            throw new BenchException(name + " relayed nothing (" + window.refused() + " signals refused)");
        }
        return window;
    }

    private static <T> T await(Future<T> future, long seconds) {
        try {
            return future.toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(seconds, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException failed) {
            throw new BenchException("gave up: " + failed.getCause());
        }
    }

    @Override
    public void close() {
        servers.forEach(ServerProcess::close);
    }
}
