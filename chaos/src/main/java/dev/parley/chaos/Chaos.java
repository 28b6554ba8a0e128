package dev.parley.chaos;

import dev.parley.chaos.fault.Fault;
import dev.parley.chaos.fault.Faults;
import dev.parley.chaos.fault.Trial;
import dev.parley.chaos.nodes.Nodes;
import dev.parley.chaos.report.Findings;
import dev.parley.chaos.report.JsonReport;
import dev.parley.chaos.report.PageReport;
import dev.parley.chaos.report.Row;
import dev.parley.chaos.report.TableReport;
import dev.parley.chaos.traffic.Crowd;
import dev.parley.chaos.traffic.Traffic;
import dev.parley.load.server.BenchException;
import dev.parley.load.traffic.Commands;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command. */
@Command(
        name = "scripts/chaos",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        synopsisHeading = "",
        customSynopsis = {"scripts/chaos [OPTION]..."},
        version = "Parley 0.1.0",
        description = {
            "",
            "Starts three nodes and a PostgreSQL, lets members of rooms signal each other over them, injects faults, and"
                    + " checks of what every client saw that nothing was lost, shown twice or out of order, and that all"
                    + " rosters are the truth. Each fault has bounds; the table says what was measured.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  scripts/chaos --list",
            "  scripts/chaos --quick",
            "  scripts/chaos --fault kill-owner,freeze-10 --rooms 50 --rate 200 --keep-logs logs",
            "  scripts/chaos --all --json chaos.json --page chaos.html",
            "  scripts/chaos --minutes 60 --every 20 --page soak.html",
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:every bound was kept", "1:something failed", "2:wrong arguments"})
public final class Chaos implements Callable<Integer> {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private static final int SEEDS = 100_000;

    @Mixin
    private ChaosOptions options;

    public static void main(String[] args) {
        System.exit(Commands.of(new Chaos()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        options.check();
        if (options.list) {
            Faults.all().forEach(this::tell);
            return Commands.OK;
        }
        long seed = options.seed == null ? new Random().nextInt(SEEDS) : options.seed;
        String title = options.nodes + " nodes, " + options.rooms + " rooms of " + options.peers + ", " + options.rate
                + " signals/s, --seed " + seed;
        progress(title);
        String startedAt = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        Findings findings = new Findings(title, startedAt, options.told(seed), inject(new Random(seed)));
        report(findings);
        return findings.passed() ? Commands.OK : Commands.FAILED;
    }

    private List<Row> inject(Random random) throws IOException {
        List<Row> rows = new ArrayList<>();
        try (Scratch scratch = Scratch.in(options.keepLogs);
                Nodes nodes = new Nodes(options.topology(), options.program(), scratch.folder());
                Traffic traffic = new Traffic(options.rate, new Random(random.nextLong()))) {
            scratch.removeAfter(nodes);
            nodes.start();
            try (Crowd crowd = new Crowd(nodes.urls(), traffic::delivered)) {
                crowd.gather(options.rooms, options.peers);
                Trial trial = new Trial(nodes, crowd, traffic, options.settings(), random);
                Campaign campaign =
                        new Campaign(nodes, crowd, traffic, Duration.ofSeconds(options.steady), this::progress);
                inject(campaign, trial, nodes, rows);
            }
        }
        return rows;
    }

    /** What was found until the cluster could not go on is told, too. */
    private void inject(Campaign campaign, Trial trial, Nodes nodes, List<Row> rows) {
        for (Fault fault : options.chosen()) {
            try {
                rows.add(campaign.run(fault, trial));
            } catch (BenchException stuck) {
                rows.add(Row.stuck(fault.name(), fault.number(), fault.bound(), stuck.getMessage()));
                progress(fault.name() + ": " + stuck.getMessage());
                return;
            }
            progress(fault.name() + ": " + rows.get(rows.size() - 1).verdict());
        }
        if (options.minutes != null) {
            Soak soak = new Soak(nodes, campaign, trial, this::progress);
            rows.add(soak.run(Duration.ofMinutes(options.minutes), Duration.ofSeconds(options.every)));
        }
    }

    private void report(Findings findings) throws IOException {
        options.spec.commandLine().getOut().print("\n" + TableReport.of(findings.rows()));
        options.spec.commandLine().getOut().flush();
        if (options.json != null) {
            Files.writeString(options.json, JsonReport.of(findings));
        }
        if (options.page != null) {
            Files.writeString(options.page, PageReport.of(findings));
        }
    }

    private void tell(Fault fault) {
        options.spec
                .commandLine()
                .getOut()
                .printf("%-16s %-3s %s%n%21s%s%n", fault.name(), fault.number(), fault.does(), "", fault.bound());
    }

    private void progress(String what) {
        options.spec.commandLine().getErr().println(TIME.format(LocalTime.now()) + " " + what);
    }
}
