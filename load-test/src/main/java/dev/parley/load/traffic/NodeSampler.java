package dev.parley.load.traffic;

import dev.parley.load.report.NodeSeries;
import dev.parley.load.server.CpuTime;
import dev.parley.load.server.ResidentMemory;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads CPU time and memory of the nodes' processes whenever asked. Confined to the coordinator's thread. */
final class NodeSampler {
    private final Map<String, Long> pids;
    private final Map<String, List<Reading>> readings = new LinkedHashMap<>();

    private record Reading(long nanos, long cpuMicros, long residentBytes) {}

    /** @param pids of nodes by name; none when they run elsewhere */
    NodeSampler(Map<String, Long> pids) {
        this.pids = pids;
        pids.keySet().forEach(name -> readings.put(name, new ArrayList<>()));
    }

    /** A node whose process is gone has no further samples. */
    void sample() {
        pids.forEach((name, pid) -> {
            try {
                long cpu = CpuTime.of(List.of(pid)).relayingMicros();
                readings.get(name).add(new Reading(System.nanoTime(), cpu, ResidentMemory.of(pid)));
            } catch (UncheckedIOException gone) {
                // the errors that its end causes tell the rest
            }
        });
    }

    /** @param begin nanoTime that is to be second 0 */
    List<NodeSeries> series(long begin) {
        List<NodeSeries> all = new ArrayList<>();
        readings.forEach((name, read) -> all.add(new NodeSeries(name, samples(read, begin))));
        return all;
    }

    private static List<NodeSeries.Sample> samples(List<Reading> read, long begin) {
        List<NodeSeries.Sample> samples = new ArrayList<>();
        for (int i = 0; i < read.size(); i++) {
            Reading now = read.get(i);
            Reading before = read.get(Math.max(0, i - 1));
            double micros = Math.max(1, (now.nanos - before.nanos) / 1e3);
            // the compiler's part is read a moment before the whole
            double cores = Math.max(0, now.cpuMicros - before.cpuMicros) / micros;
            samples.add(new NodeSeries.Sample((now.nanos - begin) / 1e9, now.cpuMicros, cores, now.residentBytes));
        }
        return samples;
    }
}
