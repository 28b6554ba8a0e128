package dev.parley.load.relay;

import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command's options and what may be given. */
final class BenchOptions {
    @Option(names = "--rounds", paramLabel = "N", defaultValue = "3", description = "1 to 100 (${DEFAULT-VALUE}).")
    int rounds;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "6",
            description = "Length of a round of one relay under one load, 1 to 600 (${DEFAULT-VALUE}).")
    int seconds;

    @Option(
            names = "--warmup",
            paramLabel = "N",
            defaultValue = "150000",
            description =
                    "Signals through each relay before the first round, 0 to 10000000, within 45 s (${DEFAULT-VALUE}).")
    int warmup;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "2000",
            description = "Signals a second of the paced load, 1 to 200000; 0 leaves it out (${DEFAULT-VALUE}).")
    int rate;

    @Option(
            names = "--inflight",
            paramLabel = "N",
            defaultValue = "64",
            description = "Open signals of the saturating load, 1 to 4096; 0 leaves it out (${DEFAULT-VALUE}).")
    int inFlight;

    @Option(
            names = "--pairs",
            paramLabel = "N",
            defaultValue = "64",
            description = "Pairs of peers, each in a room of its own, 1 to 9900 (${DEFAULT-VALUE}).")
    int pairs;

    @Option(
            names = "--payload",
            paramLabel = "BYTES",
            defaultValue = "1400",
            description = "Size of a signal's data, 200 to 60000 (${DEFAULT-VALUE}).")
    int payload;

    @Option(names = "--json", paramLabel = "FILE", description = "Write every round to this file as well.")
    Path json;

    @Option(
            names = "--parley",
            paramLabel = "NAME=JAR",
            required = true,
            description = "A build of Parley's node, its libraries in lib beside it. Repeat it to compare builds.")
    Map<String, Path> builds = new LinkedHashMap<>();

    @Option(names = "--tapped", description = "Also each build once more with a tap on everything.")
    boolean tapped;

    @Option(names = "--no-floor", description = "Leave the bare relay out: to profile, or to compare builds alone.")
    boolean noFloor;

    @Option(names = "--server-jvm", paramLabel = "ARG", description = "A further argument for the JVM of each node.")
    List<String> jvm = new ArrayList<>();

    @Spec(Spec.Target.MIXEE)
    CommandSpec spec;

    /** @throws ParameterException naming the first option that is out of its range */
    Settings checked() {
        range("--rounds", rounds, 1, 100);
        range("--seconds", seconds, 1, 600);
        range("--warmup", warmup, 0, 10_000_000);
        range("--rate", rate, 0, 200_000);
        range("--inflight", inFlight, 0, 4_096);
        range("--pairs", pairs, 1, 9_900);
        range("--payload", payload, 200, 60_000);
        builds.values().forEach(this::exists);
        return new Settings(pairs, payload, warmup, Duration.ofSeconds(seconds), rounds, loads());
    }

    private List<Load> loads() {
        List<Load> loads = new ArrayList<>();
        if (rate > 0) {
            loads.add(new Load.Paced(rate));
        }
        if (inFlight > 0) {
            loads.add(new Load.Saturating(inFlight));
        }
        if (loads.isEmpty()) {
            throw wrong("--rate and --inflight are both 0: there is nothing to measure");
        }
        return List.copyOf(loads);
    }

    private void range(String option, int value, int min, int max) {
        if (value < min || value > max) {
            throw wrong(option + " must be " + min + " to " + max + ", not " + value);
        }
    }

    private void exists(Path jar) {
        if (!Files.isRegularFile(jar)) {
            throw wrong("--parley: there is no file " + jar);
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    JsonObject json() {
        return new JsonObject()
                .put("rounds", rounds)
                .put("seconds", seconds)
                .put("warmup", warmup)
                .put("rate", rate)
                .put("inFlight", inFlight)
                .put("pairs", pairs)
                .put("payloadBytes", payload)
                .put("cores", Runtime.getRuntime().availableProcessors());
    }
}
