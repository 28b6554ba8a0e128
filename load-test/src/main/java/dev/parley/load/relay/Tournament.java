package dev.parley.load.relay;

import dev.parley.load.server.BenchException;
import dev.parley.load.server.CpuTime;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClientOptions;
import java.nio.file.Path;
import java.time.Duration;
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
public final class Tournament implements AutoCloseable {
    private static final long CONNECT_WITHIN_S = 60;
    private static final long SLACK_S = 30;
    private static final int FRAME_BYTES = 1 << 20;
    private static final Duration IDLE = Duration.ofSeconds(5);
    private static final Duration WARMUP_PIECE = Duration.ofSeconds(4);

    private final Vertx vertx;
    private final Settings settings;
    private final Path folder;
    private final Consumer<String> progress;
    private final List<Servers> servers = new CopyOnWriteArrayList<>();
    private final Map<String, List<Long>> pids = new LinkedHashMap<>();
    private final Map<String, Generator> generators = new LinkedHashMap<>();

    /**
     * @param vertx for the clients, with one event loop
     * @param folder for the nodes' output
     * @param progress gets a line for each step
     */
    public Tournament(Vertx vertx, Settings settings, Path folder, Consumer<String> progress) {
        this.vertx = vertx;
        this.settings = settings;
        this.folder = folder;
        this.progress = progress;
    }

    /** Starts a contender and warms it up. */
    public void enter(Contender contender) {
        Servers entered = new Servers(contender);
        servers.add(entered);
        entered.start(folder);
        String name = contender.name();
        pids.put(name, entered.pids());
        progress.accept(name + ": its nodes are ready, processes " + entered.pids());
        Future<Generator> connected =
                Generator.connect(vertx, wire(contender), entered.entrances(), settings.pairs(), entered.pids());
        generators.put(name, await(connected, CONNECT_WITHIN_S));
        warmUp(name);
    }

    private Wire wire(Contender contender) {
        WebSocketClientOptions options = new WebSocketClientOptions()
                .setMaxConnections(2 * settings.pairs())
                .setMaxFrameSize(FRAME_BYTES)
                .setMaxMessageSize(FRAME_BYTES);
        return contender.wires().apply(vertx.createWebSocketClient(options), Payload.ofSize(settings.payloadBytes()));
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

    /** One contender under one load. @throws BenchException when nothing passed */
    public Window measure(String name, Load load, Duration time) {
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
        servers.forEach(Servers::close);
    }
}
