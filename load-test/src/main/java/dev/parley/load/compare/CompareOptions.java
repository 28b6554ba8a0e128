package dev.parley.load.compare;

import dev.parley.load.compare.Metric.Group;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command's options and what may be given. A number that is not given is the default, or with --quick a small one. */
final class CompareOptions {
    @Option(names = "--only", paramLabel = "A,B", split = ",", description = "Contenders (all).")
    List<String> only = new ArrayList<>();

    @Option(names = "--metrics", paramLabel = "A,B", split = ",", description = "Groups of metrics (all).")
    List<String> metrics = new ArrayList<>();

    @Option(names = "--quick", description = "Small numbers throughout: to see that it works.")
    boolean quick;

    @Option(names = "--rounds", paramLabel = "N", description = "1 to 100 (3).")
    Integer rounds;

    @Option(names = "--seconds", paramLabel = "N", description = "Of a round under one load, 1 to 600 (6).")
    Integer seconds;

    @Option(names = "--warmup", paramLabel = "N", description = "Signals before the first round (150000).")
    Integer warmup;

    @Option(names = "--rate", paramLabel = "N", description = "Fixed rate, signals/s, 1 to 200000 (2000).")
    Integer rate;

    @Option(names = "--latency-rate", paramLabel = "N", description = "Rate of the latency rounds.")
    Integer latencyRate;

    @Option(names = "--inflight", paramLabel = "N", description = "Open signals at saturation, 1 to 4096 (64).")
    Integer inFlight;

    @Option(names = "--pairs", paramLabel = "N", description = "Pairs of peers, 1 to 9900 (64).")
    Integer pairs;

    @Option(names = "--payload", paramLabel = "BYTES", description = "Of a signal, 200 to 60000 (1400).")
    Integer payload;

    @Option(names = "--idle", paramLabel = "N", description = "Idle sockets, 200 to 200000 (10000).")
    Integer idle;

    @Option(names = "--rooms", paramLabel = "N", description = "Rooms of five, 10 to 10000 (1000).")
    Integer rooms;

    @Option(names = "--large-room", paramLabel = "N", description = "Members of the large room, 2 to 900 (200).")
    Integer largeRoom;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the result with every round.")
    Path json;

    @Option(names = "--report", paramLabel = "FILE.md", description = "Write the page, its plots in images beside it.")
    Path report;

    @Option(names = "--from", paramLabel = "FILE", description = "Measure nothing: report this result of --json.")
    Path from;

    @Option(names = "--parley", paramLabel = "JAR", required = true, description = "The node, lib beside it.")
    Path parley;

    @Option(names = "--rivals", paramLabel = "FOLDER", required = true, description = "The rivals' servers.")
    Path rivals;

    @Option(names = "--server-jvm", paramLabel = "ARG", description = "A further argument for each node's JVM.")
    List<String> jvm = new ArrayList<>();

    @Option(names = "--command", hidden = true, defaultValue = "scripts/compare")
    String command;

    @Option(names = "--commit", hidden = true, defaultValue = "unknown")
    String commit;

    @Spec(Spec.Target.MIXEE)
    CommandSpec spec;

    /** @throws ParameterException naming the first option that is out of its range */
    Plan checked() {
        if (!Files.isRegularFile(parley)) {
            throw wrong("--parley: there is no file " + parley);
        }
        return new Plan(
                contenders(),
                groups(),
                value("--rounds", rounds, 1, 100, 3, 1),
                Duration.ofSeconds(value("--seconds", seconds, 1, 600, 6, 2)),
                value("--warmup", warmup, 0, 10_000_000, 150_000, 10_000),
                value("--rate", rate, 1, 200_000, 2_000, 2_000),
                value("--inflight", inFlight, 1, 4_096, 64, 64),
                value("--pairs", pairs, 1, 9_900, 64, 64),
                value("--payload", payload, 200, 60_000, 1_400, 1_400),
                latencyRate == null ? 0 : value("--latency-rate", latencyRate, 1, 200_000, 0, 0),
                value("--idle", idle, 200, 200_000, 10_000, 1_000) / 2 * 2,
                value("--rooms", rooms, 10, 10_000, 1_000, 100),
                value("--large-room", largeRoom, 2, 900, 200, 200),
                parley,
                rivals,
                jvm);
    }

    private List<Rival> contenders() {
        for (String key : only) {
            if (Rival.of(key).isEmpty()) {
                throw wrong("--only: there is no contender " + key + "; there are " + Rival.keys());
            }
        }
        return Arrays.stream(Rival.values())
                .filter(rival -> only.isEmpty() || only.contains(rival.key()))
                .toList();
    }

    private Set<Group> groups() {
        Set<Group> groups = EnumSet.noneOf(Group.class);
        for (String key : metrics) {
            Optional<Group> group = Arrays.stream(Group.values())
                    .filter(each -> each.key().equals(key.toLowerCase(Locale.ROOT)))
                    .findFirst();
            groups.add(group.orElseThrow(() -> wrong("--metrics: there is no " + key + "; there are " + Group.keys())));
        }
        return groups.isEmpty() ? EnumSet.allOf(Group.class) : groups;
    }

    private int value(String option, Integer given, int min, int max, int byDefault, int small) {
        int value = given != null ? given : quick ? small : byDefault;
        if (given != null && (value < min || value > max)) {
            throw wrong(option + " must be " + min + " to " + max + ", not " + value);
        }
        return value;
    }

    ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
