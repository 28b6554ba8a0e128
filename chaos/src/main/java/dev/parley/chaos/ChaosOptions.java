package dev.parley.chaos;

import dev.parley.chaos.fault.Fault;
import dev.parley.chaos.fault.Faults;
import dev.parley.chaos.fault.Settings;
import dev.parley.chaos.nodes.Loopback;
import dev.parley.chaos.nodes.Namespaces;
import dev.parley.chaos.nodes.Topology;
import dev.parley.load.traffic.Commands;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command's options and what may be given. */
final class ChaosOptions {
    private static final int QUICK_ROOMS = 20;
    private static final int QUICK_PEERS = 3;
    private static final int QUICK_RATE = 100;

    @Option(
            names = "--fault",
            paramLabel = "NAME",
            split = ",",
            description = "Faults to inject, in this order; may be given several times. See --list.")
    List<String> faults = new ArrayList<>();

    @Option(names = "--all", description = "All faults, one after the other.")
    boolean all;

    @Option(
            names = "--quick",
            description = "For CI, in less than five minutes: a choice of faults with 20 rooms of 3 and 100 signals/s.")
    boolean quick;

    @Option(names = "--list", description = "Tell the faults, what they do and what must be kept; inject none.")
    boolean list;

    @Option(names = "--rooms", paramLabel = "N", description = "1 to 2000 (100).")
    Integer rooms;

    @Option(names = "--peers", paramLabel = "N", description = "Peers in each room, 2 to 8 (4).")
    Integer peers;

    @Option(names = "--rate", paramLabel = "N", description = "Signals a second in all, 1 to 20000 (500).")
    Integer rate;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            defaultValue = "3",
            description = "Nodes of the cluster, 2 to 9 (${DEFAULT-VALUE}).")
    int nodes;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "For the choice of nodes and pairs; told at the begin, so that a run can be repeated.")
    Long seed;

    @Option(
            names = "--steady",
            paramLabel = "SECONDS",
            defaultValue = "5",
            description = "Traffic before each fault, 1 to 600 (${DEFAULT-VALUE}).")
    int steady;

    @Option(
            names = "--postgres-seconds",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "How long PostgreSQL is dead, and hangs, 1 to 600 (${DEFAULT-VALUE}); 60 is the real thing.")
    int postgres;

    @Option(
            names = "--storm",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Clients of the storm, 1 to 15000 (${DEFAULT-VALUE}).")
    int storm;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            description = "Kill a random node and start it again for so long, after the faults, if any; 1 to 10000.")
    Integer minutes;

    @Option(
            names = "--every",
            paramLabel = "SECONDS",
            defaultValue = "20",
            description = "From one such kill to the next, 5 to 3600 (${DEFAULT-VALUE}).")
    int every;

    @Option(
            names = "--network",
            paramLabel = "MODE",
            defaultValue = "auto",
            description = "Where nodes run, one of ${COMPLETION-CANDIDATES}: network namespaces need root and are what"
                    + " auto takes where it can; on the loopback there is no partition.")
    Network network;

    @Option(names = "--json", paramLabel = "FILE", description = "Write everything to FILE.")
    Path json;

    @Option(names = "--page", paramLabel = "FILE", description = "Write an HTML page with timelines to FILE.")
    Path page;

    @Option(names = "--keep-logs", paramLabel = "DIR", description = "Leave the nodes' logs in DIR.")
    Path keepLogs;

    @Option(names = "--node-jar", paramLabel = "FILE", hidden = true)
    Path nodeJar;

    @Spec
    CommandSpec spec;

    void check() {
        if (quick) {
            rooms = rooms == null ? QUICK_ROOMS : rooms;
            peers = peers == null ? QUICK_PEERS : peers;
            rate = rate == null ? QUICK_RATE : rate;
        }
        rooms = rooms == null ? 100 : rooms;
        peers = peers == null ? 4 : peers;
        rate = rate == null ? 500 : rate;
        Commands.range(spec, "--rooms", rooms, 1, 2_000);
        Commands.range(spec, "--peers", peers, 2, 8);
        Commands.range(spec, "--rate", rate, 1, 20_000);
        Commands.range(spec, "--nodes", nodes, 2, 9);
        Commands.range(spec, "--postgres-seconds", postgres, 1, 600);
        Commands.range(spec, "--storm", storm, 1, 15_000);
        Commands.range(spec, "--steady", steady, 1, 600);
        if (minutes != null) {
            Commands.range(spec, "--minutes", minutes, 1, 10_000);
        }
        Commands.range(spec, "--every", every, 5, 3_600);
        Commands.canBeWritten(spec, "--json", json);
        Commands.canBeWritten(spec, "--page", page);
        if (chosen().isEmpty() && minutes == null && !list) {
            throw Commands.wrong(
                    spec,
                    "say what is to go wrong: --fault NAME, --quick, --all or --minutes N; --list tells the names");
        }
    }

    List<Fault> chosen() {
        if (!faults.isEmpty()) {
            return faults.stream().map(this::named).toList();
        }
        return all ? Faults.all() : quick ? Faults.quick() : List.of();
    }

    private Fault named(String name) {
        try {
            return Faults.named(name);
        } catch (IllegalArgumentException unknown) {
            throw Commands.wrong(spec, "--fault: " + unknown.getMessage());
        }
    }

    Settings settings() {
        return new Settings(Duration.ofSeconds(postgres), storm);
    }

    /** For the report. */
    Map<String, String> told(long used) {
        return Map.of(
                "nodes", Integer.toString(nodes),
                "rooms", Integer.toString(rooms),
                "peers", Integer.toString(peers),
                "rate", Integer.toString(rate),
                "seed", Long.toString(used));
    }

    Topology topology() {
        boolean namespaces = network == Network.NAMESPACES || network == Network.AUTO && Namespaces.arePossible();
        return namespaces ? new Namespaces(nodes) : new Loopback(nodes);
    }

    List<String> program() {
        return Commands.program(spec, nodeJar);
    }
}
