package dev.parley.chaos;

import dev.parley.chaos.fault.Fault;
import dev.parley.chaos.fault.Faults;
import dev.parley.chaos.fault.Trial;
import dev.parley.chaos.nodes.Nodes;
import dev.parley.chaos.nodes.Waiting;
import dev.parley.chaos.report.Row;
import dev.parley.chaos.report.Sample;
import dev.parley.chaos.report.SoakReport;
import dev.parley.load.server.BenchException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A random node is killed and started again, over and over. Histories are checked after each kill, so what is held in
 * memory does not grow with the time; of the rows only their figures and counts are kept.
 */
final class Soak {
    private final Nodes nodes;
    private final Campaign campaign;
    private final Trial trial;
    private final Consumer<String> progress;
    private final List<Row> rows = new ArrayList<>();
    private final List<Sample> samples = new ArrayList<>();

    Soak(Nodes nodes, Campaign campaign, Trial trial, Consumer<String> progress) {
        this.nodes = nodes;
        this.campaign = campaign;
        this.trial = trial;
        this.progress = progress;
    }

    /** @param every from kill to kill, more when the cluster needs longer to be whole again */
    Row run(Duration time, Duration every) {
        Fault kill = Faults.soak();
        long begin = System.nanoTime();
        try {
            killUntil(begin + time.toNanos(), begin, every, kill);
        } catch (BenchException stuck) {
            progress.accept("the cluster could not go on: " + stuck.getMessage());
            rows.add(Row.stuck(kill.name(), kill.number(), kill.bound(), stuck.getMessage()));
        }
        return SoakReport.of(kill, rows, samples);
    }

    private void killUntil(long end, long begin, Duration every, Fault kill) {
        while (System.nanoTime() < end) {
            long from = System.nanoTime();
            Row row = campaign.run(kill, trial);
            rows.add(row.withoutSeconds());
            nodes.all().forEach(node -> samples.add(Sample.of((System.nanoTime() - begin) / 60e9, node)));
            progress.accept("kill " + rows.size() + ": " + row.verdict());
            Waiting.pause(every.minusNanos(System.nanoTime() - from));
        }
    }
}
