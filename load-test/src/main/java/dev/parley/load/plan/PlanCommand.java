package dev.parley.load.plan;

import dev.parley.load.plan.CapacityPlan.Demand;
import dev.parley.load.traffic.Commands;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command of the capacity plan. */
@Command(
        name = "scripts/load-test --plan",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        synopsisHeading = "",
        customSynopsis = "scripts/load-test --plan [OPTION]...",
        version = "Parley 0.1.0",
        description = {
            "",
            "Works out how many nodes a crowd needs: measures a short ladder of loads on this machine with one and two"
                    + " nodes, fits what a node, a connection, a signal and a hop between nodes cost, checks the fit on a"
                    + " load that was held out, and extrapolates. Takes about five minutes. Use an idle machine.",
            ""
        })
public final class PlanCommand implements Callable<Integer> {
    private static final int SETTLE = 3;
    private static final int MEASURED = 12;
    private static final int WARMUP = 20;
    private static final int QUICK_SETTLE = 1;
    private static final int QUICK_MEASURED = 4;
    private static final int QUICK_WARMUP = 12;

    @Option(names = "--plan", hidden = true)
    private boolean plan;

    @Option(
            names = "--peers",
            paramLabel = "N",
            required = true,
            description = "Peers connected at once, all in rooms, 2 to 10000000.")
    private int peers;

    @Option(
            names = "--room-size",
            paramLabel = "N",
            defaultValue = "5",
            description = "Peers in each room, 2 to 50 (${DEFAULT-VALUE}).")
    private int roomSize;

    @Option(
            names = "--rate-per-peer",
            paramLabel = "PER_SECOND",
            defaultValue = "0.5",
            description = "Signals that each of them sends on average, 0 to 100 (${DEFAULT-VALUE}).")
    private double ratePerPeer;

    @Option(
            names = "--survive",
            paramLabel = "N",
            defaultValue = "1",
            description = "Nodes that may be lost at once, 0 to 10 (${DEFAULT-VALUE}).")
    private int survive;

    @Option(
            names = "--cores",
            paramLabel = "N",
            defaultValue = "1",
            description = "Cores of each node, like this machine's, 0.25 to 128 (${DEFAULT-VALUE}); 60 %% of them are"
                    + " planned with.")
    private double cores;

    @Option(names = "--quick", description = "A smaller ladder: under two minutes, wider intervals.")
    private boolean quick;

    @Option(
            names = "--server-jvm",
            paramLabel = "ARG",
            description = "A further argument for the JVM of each node, such as -Xmx1g. Repeatable.")
    private List<String> jvm = new ArrayList<>();

    @Option(
            names = "--node-jar",
            paramLabel = "JAR",
            description = "The node to start, its libraries in lib beside it.")
    private Path jar;

    @Spec
    private CommandSpec spec;

    public static void main(String[] args) {
        System.exit(Commands.of(new PlanCommand()).execute(args));
    }

    @Override
    public Integer call() {
        check();
        List<Rung> rungs = new ArrayList<>(Rung.ladder(quick));
        rungs.add(Rung.heldOut(quick));
        List<Measured> seen = ladder().climb(rungs);
        Measured heldOut = seen.remove(seen.size() - 1);
        CostModel model = CostModel.of(seen);
        Demand demand = new Demand(peers, roomSize, peers * ratePerPeer, survive, cores);
        System.out.print(PlanText.of(seen, model, HeldOut.of(model, heldOut), CapacityPlan.of(model, demand)));
        return Commands.OK;
    }

    private Ladder ladder() {
        List<String> program = Commands.program(spec, jar);
        return quick
                ? new Ladder(program, jvm, roomSize, QUICK_MEASURED, QUICK_SETTLE, QUICK_WARMUP)
                : new Ladder(program, jvm, roomSize, MEASURED, SETTLE, WARMUP);
    }

    private void check() {
        Commands.range(spec, "--peers", peers, 2, 10_000_000);
        Commands.range(spec, "--room-size", roomSize, 2, 50);
        Commands.range(spec, "--rate-per-peer", ratePerPeer, 0, 100);
        Commands.range(spec, "--survive", survive, 0, 10);
        Commands.range(spec, "--cores", cores, 0.25, 128);
        Commands.program(spec, jar);
    }
}
