package dev.parley.load.traffic;

import dev.parley.load.report.HtmlReport;
import dev.parley.load.report.JsonReport;
import dev.parley.load.report.Result;
import dev.parley.load.report.TextReport;
import dev.parley.load.report.Threshold;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command. */
@Command(
        name = "scripts/load-test",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        synopsisHeading = "",
        customSynopsis = {"scripts/load-test [OPTION]...", "scripts/load-test --plan [OPTION]..."},
        version = "Parley 0.1.0",
        description = {
            "",
            "Lets peers connect to Parley, meet in rooms and negotiate; measures how long their signals take and what"
                    + " the nodes need for it. With --plan it works out how many nodes a crowd needs instead: see"
                    + " scripts/load-test --plan --help.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:measured", "1:failed", "2:wrong arguments", "3:a limit is broken"})
public final class LoadTest implements Callable<Integer> {
    @Mixin
    private LoadOptions options;

    @Option(names = "--plan", description = "The capacity plan; it has options of its own.")
    private boolean plan;

    public static void main(String[] args) {
        System.exit(Commands.of(new LoadTest()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        options.check();
        Result measured = measure();
        Result result = measured.with(thresholds(measured, options.maxP99, options.maxErrors));
        System.out.print(TextReport.of(result));
        if (options.json != null) {
            Files.writeString(options.json, JsonReport.of(result));
        }
        if (options.report != null) {
            Files.writeString(options.report, HtmlReport.of(result));
        }
        return exitCode(result);
    }

    private Result measure() {
        if (!options.ownsNodes()) {
            return run(options.endpoints, watched());
        }
        System.err.println("starting " + options.nodes + (options.nodes == 1 ? " node" : " nodes"));
        try (Cluster cluster = Cluster.start(options.nodes, options.program(), options.jvm)) {
            return run(cluster.endpoints(), cluster.pids());
        }
    }

    private Result run(List<String> endpoints, Map<String, Long> pids) {
        LoadRun run = new LoadRun(options.traffic(endpoints), options.warmup, pids, Progress.onStderr());
        return run.run(options.processes);
    }

    private Map<String, Long> watched() {
        Map<String, Long> pids = new LinkedHashMap<>();
        options.pids.forEach(pid -> pids.put("process " + pid, pid));
        return pids;
    }

    /** @param maxP99 milliseconds, null for no limit @param maxErrors null for no limit */
    static List<Threshold> thresholds(Result result, Double maxP99, Long maxErrors) {
        List<Threshold> all = new ArrayList<>();
        if (maxP99 != null) {
            boolean any = result.latency(Result.DELIVERED).count() > 0;
            // without a single delivery there is no latency that could be within any limit
            double seen = any ? result.latency(Result.DELIVERED).p99() : Double.POSITIVE_INFINITY;
            all.add(new Threshold("delivery p99 in ms", maxP99, seen));
        }
        if (maxErrors != null) {
            all.add(new Threshold("errors", maxErrors, result.counts().errors()));
        }
        return all;
    }

    static int exitCode(Result result) {
        return result.thresholds().stream().anyMatch(Threshold::broken) ? Commands.BROKEN : Commands.OK;
    }
}
