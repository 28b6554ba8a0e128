package dev.parley.load.traffic;

import dev.parley.load.report.NodeSeries;
import dev.parley.load.report.Result;
import dev.parley.load.report.Second;
import dev.parley.load.server.BenchException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** One run: starts the generator processes, lets them begin together, adds up what they tell. Blocks its caller. */
public final class LoadRun {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    /** Puts the ramp before any second of the load; {@link #shifted} moves it to where it was. */
    private static final int RAMP = 1_000_000;

    private final Traffic traffic;
    private final int warmupSeconds;
    private final Progress progress;
    private final NodeSampler sampler;
    private final Account account;
    private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
    private final List<WorkerProcess> workers = new ArrayList<>();
    private final long begun = System.nanoTime();
    private final Instant startedAt = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private long wentAt;
    private long nextSample = begun;

    private record Heard(int worker, Optional<Tick> tick) {}

    /**
     * @param warmupSeconds at the begin of the load that are left out of latencies and rates
     * @param pids of nodes whose CPU and memory is to be watched, by name
     */
    public LoadRun(Traffic traffic, int warmupSeconds, Map<String, Long> pids, Progress progress) {
        this.traffic = traffic;
        this.warmupSeconds = warmupSeconds;
        this.progress = progress;
        this.sampler = new NodeSampler(pids);
        this.account = new Account(traffic, warmupSeconds);
    }

    /** @throws BenchException when nobody could connect, or a generator process failed */
    public Result run(int processes) {
        List<Traffic> slices = traffic.split(processes);
        try {
            for (int i = 0; i < slices.size(); i++) {
                int worker = i;
                workers.add(WorkerProcess.start(slices.get(i), tick -> heard.add(new Heard(worker, tick))));
            }
            awaitAll(Tick.Phase.READY);
            if (account.connected() == 0) {
                throw new BenchException("nobody could connect to " + traffic.endpoints() + ": "
                        + account.errorsByName().keySet());
            }
            wentAt = System.nanoTime();
            workers.forEach(WorkerProcess::go);
            awaitAll(Tick.Phase.DONE);
            workers.forEach(WorkerProcess::expectEnd);
            return result();
        } finally {
            workers.forEach(WorkerProcess::close);
            progress.close();
        }
    }

    private void awaitAll(Tick.Phase wanted) {
        for (int left = workers.size(); left > 0; ) {
            Heard next = poll();
            if (next != null) {
                Tick tick = next.tick().orElseThrow(() -> new BenchException("a generator process ended too early"));
                account.add(next.worker(), tick, at(tick));
                left -= tick.phase() == wanted ? 1 : 0;
            }
        }
    }

    /** What comes next, null when it is time to look at the nodes. */
    private Heard poll() {
        long now = System.nanoTime();
        if (now >= nextSample) {
            sampler.sample();
            show();
            // two samples close together would tell more of the clock's ticks than of the node
            nextSample = Math.max(nextSample + SECOND, now + SECOND / 2);
            return null;
        }
        try {
            return heard.poll(nextSample - now, TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            throw new BenchException("interrupted");
        }
    }

    /** Seconds before the load count down from where it began, once that is known. */
    private int at(Tick tick) {
        return tick.second() >= 0 ? tick.second() : (int) ((System.nanoTime() - begun) / SECOND) - RAMP;
    }

    private void show() {
        int elapsed = (int) ((System.nanoTime() - begun) / SECOND);
        int ramp = wentAt == 0 ? (int) traffic.rampSeconds() : (int) ((wentAt - begun) / SECOND);
        int last = wentAt == 0 ? -RAMP : (int) ((System.nanoTime() - wentAt) / SECOND) - 1;
        Second second = account.second(last);
        progress.show(new Progress.State(
                elapsed,
                ramp + traffic.seconds() + 1,
                account.connected(),
                second.delivered(),
                second.p50(),
                second.p99(),
                account.errors()));
    }

    private Result result() {
        List<NodeSeries> nodes = sampler.series(wentAt);
        long cpu = nodes.stream()
                .mapToLong(node -> node.cpuMicros(warmupSeconds, traffic.seconds()))
                .sum();
        double span = nodes.stream()
                .mapToDouble(node -> node.span(warmupSeconds, traffic.seconds()))
                .max()
                .orElse(0);
        double signals = account.signalsPerSecond() * span;
        return new Result(
                Settings.title(traffic),
                startedAt.toString(),
                Settings.of(traffic, workers.size()),
                warmupSeconds,
                account.signalsPerSecond(),
                nodes.isEmpty() || signals == 0 ? null : cpu / signals,
                account.counts(),
                account.latencies(),
                shifted(account.seconds()),
                nodes,
                account.errorsByName(),
                List.of());
    }

    private List<Second> shifted(List<Second> seconds) {
        int ramp = (int) Math.ceil((double) (wentAt - begun) / SECOND);
        return seconds.stream()
                .filter(second -> second.connected() > 0)
                .map(second -> second.second() >= 0 ? second : moved(second, second.second() + RAMP - ramp))
                .toList();
    }

    private static Second moved(Second from, int to) {
        return new Second(
                to,
                from.connected(),
                from.members(),
                from.offered(),
                from.accepted(),
                from.delivered(),
                from.errors(),
                from.p50(),
                from.p99());
    }
}
