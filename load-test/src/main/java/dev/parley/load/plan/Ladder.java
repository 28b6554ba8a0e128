package dev.parley.load.plan;

import dev.parley.load.report.NodeSeries;
import dev.parley.load.report.Result;
import dev.parley.load.traffic.Cluster;
import dev.parley.load.traffic.LoadRun;
import dev.parley.load.traffic.Progress;
import dev.parley.load.traffic.Script;
import dev.parley.load.traffic.Traffic;
import dev.parley.protocol.Ids;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Climbs the loads, those of as many nodes in one cluster, after a warm-up. Blocks. */
final class Ladder {
    private static final int CONNECTIONS_A_SECOND = 150;
    private static final int WARMUP_OPEN = 32;
    private static final int WARMUP_ROOMS = 10;

    private final List<String> program;
    private final List<String> jvm;
    private final int roomSize;
    private final int seconds;
    private final int settle;
    private final int warmupSeconds;

    /**
     * @param program of a node, as {@link Cluster#start} takes it
     * @param seconds that each load is measured
     * @param settle seconds of each load before that
     * @param warmupSeconds of as many signals as each new cluster can do: code that the JIT has not compiled costs many times more
     */
    Ladder(List<String> program, List<String> jvm, int roomSize, int seconds, int settle, int warmupSeconds) {
        this.program = program;
        this.jvm = jvm;
        this.roomSize = roomSize;
        this.seconds = seconds;
        this.settle = settle;
        this.warmupSeconds = warmupSeconds;
    }

    /** @return in the order of the loads */
    List<Measured> climb(List<Rung> rungs) {
        Map<Rung, Measured> seen = new LinkedHashMap<>();
        rungs.stream().map(Rung::nodes).distinct().forEach(nodes -> {
            System.err.println("starting " + nodes + (nodes == 1 ? " node" : " nodes"));
            try (Cluster cluster = Cluster.start(nodes, program, jvm)) {
                load(cluster, roomSize * WARMUP_ROOMS, 0, WARMUP_OPEN, warmupSeconds);
                rungs.stream()
                        .filter(rung -> rung.nodes() == nodes)
                        .forEach(rung -> seen.put(rung, measure(cluster, rung)));
            }
        });
        return new ArrayList<>(rungs.stream().map(seen::get).toList());
    }

    private Measured measure(Cluster cluster, Rung rung) {
        Result result = load(cluster, rung.connections(), rung.rate(), 0, settle + seconds);
        double cores = 0;
        double bytes = 0;
        for (NodeSeries node : result.nodes()) {
            cores += node.cpuMicros(settle, settle + seconds) / 1e6 / node.span(settle, settle + seconds);
            bytes += node.samples().get(node.samples().size() - 1).residentBytes();
        }
        int connected = (int) result.seconds().get(result.seconds().size() - 1).connected();
        System.err.printf(
                Locale.ROOT,
                "%d nodes, %d connections, %.0f signals/s: %.3f cores, p99 %.1f ms, %d errors%n",
                rung.nodes(),
                connected,
                result.signalsPerSecond(),
                cores,
                result.latency(Result.DELIVERED).p99(),
                result.counts().errors());
        return new Measured(rung.nodes(), connected, result.signalsPerSecond(), cores, bytes);
    }

    private Result load(Cluster cluster, int connections, double rate, int inFlight, int duration) {
        int rooms = connections / roomSize;
        int idle = connections - rooms * roomSize;
        double ramp = (double) connections / CONNECTIONS_A_SECOND;
        Traffic traffic = new Traffic(
                cluster.endpoints(),
                Ids.random(6),
                0,
                rooms,
                roomSize,
                idle,
                ramp,
                duration,
                rate,
                inFlight,
                0,
                Script.NEGOTIATION,
                0);
        return new LoadRun(traffic, Math.min(settle, duration - 1), cluster.pids(), Progress.silent()).run(1);
    }
}
