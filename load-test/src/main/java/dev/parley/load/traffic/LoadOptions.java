package dev.parley.load.traffic;

import dev.parley.protocol.Ids;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command's options and what may be given. */
final class LoadOptions {
    private static final int SOCKETS_MAX = 200_000;
    private static final int RUN_CHARS = 6;

    @Option(
            names = "--endpoints",
            paramLabel = "URL",
            split = ",",
            description = "Nodes to load, http:// or https://, separated by commas. Without it own nodes are started.")
    List<String> endpoints = new ArrayList<>();

    @Option(
            names = "--nodes",
            paramLabel = "N",
            defaultValue = "1",
            description = "Own nodes to start, 1 to 16 (${DEFAULT-VALUE}); their rate limits are off.")
    int nodes;

    @Option(names = "--rooms", paramLabel = "N", defaultValue = "20", description = "0 to 100000 (${DEFAULT-VALUE}).")
    int rooms;

    @Option(
            names = "--peers",
            paramLabel = "N",
            defaultValue = "2",
            description = "Peers in each room, 2 to 50 (${DEFAULT-VALUE}).")
    int peers;

    @Option(
            names = "--idle",
            paramLabel = "N",
            defaultValue = "0",
            description = "Sockets with a session and no room, 0 to 200000 (${DEFAULT-VALUE}).")
    int idle;

    @Option(
            names = "--ramp",
            paramLabel = "SECONDS",
            defaultValue = "2",
            description = "Over which they all connect, evenly, 0 to 3600 (${DEFAULT-VALUE}).")
    double ramp;

    @Option(
            names = "--duration",
            paramLabel = "SECONDS",
            defaultValue = "20",
            description = "Of the load after the ramp, 2 to 86400 (${DEFAULT-VALUE}).")
    int duration;

    @Option(
            names = "--warmup",
            paramLabel = "SECONDS",
            defaultValue = "3",
            description = "At the begin of the load that count in no latency or rate; less than --duration"
                    + " (${DEFAULT-VALUE}).")
    int warmup;

    @ArgGroup
    private Pace pace = new Pace();

    /** At most one of them. */
    static final class Pace {
        @Option(
                names = "--rate",
                paramLabel = "PER_SECOND",
                description = "Signals in all, whatever becomes of them (open loop); latency counts from when a signal"
                        + " was due. 0.1 to 500000; 100 when neither this nor --saturate is given.")
        Double rate;

        @Option(
                names = "--saturate",
                paramLabel = "N",
                description = "Instead, so many signals open at any time, the next when one is accepted (closed"
                        + " loop): as much as the nodes can do. 1 to 4096.")
        Integer saturate;
    }

    @Option(
            names = "--churn",
            paramLabel = "PER_SECOND",
            defaultValue = "0",
            description = "Leaves with a new join, and lost connections that resume, in turn, 0 to 10000"
                    + " (${DEFAULT-VALUE}).")
    double churn;

    @Option(
            names = "--script",
            paramLabel = "NAME",
            defaultValue = "negotiation",
            description = "negotiation: offer and answer of 3 to 6 KB, 6 to 12 candidates of 200 bytes, renegotiations,"
                    + " between every two of a room. signals: one size. (${DEFAULT-VALUE})")
    Script script;

    @Option(
            names = "--payload",
            paramLabel = "BYTES",
            defaultValue = "1400",
            description = "Of each signal's data in the script signals, 100 to 60000 (${DEFAULT-VALUE}).")
    int payload;

    @Option(
            names = "--processes",
            paramLabel = "N",
            defaultValue = "1",
            description = "Generator processes, 1 to 64 (${DEFAULT-VALUE}).")
    int processes;

    @Option(
            names = "--pids",
            paramLabel = "PID",
            split = ",",
            description = "With --endpoints on this machine: the nodes' processes, to watch their CPU and memory.")
    List<Long> pids = new ArrayList<>();

    @Option(
            names = "--server-jvm",
            paramLabel = "ARG",
            description = "A further argument for the JVM of each own node, such as -Xmx1g. Repeatable.")
    List<String> jvm = new ArrayList<>();

    @Option(
            names = "--node-jar",
            paramLabel = "JAR",
            description = "The node to start, its libraries in lib beside it.")
    Path jar;

    @Option(names = "--max-p99", paramLabel = "MS", description = "Limit for the delivery's 99th percentile.")
    Double maxP99;

    @Option(names = "--max-errors", paramLabel = "N", description = "Limit for errors of all kinds.")
    Long maxErrors;

    @Option(names = "--json", paramLabel = "FILE", description = "Write all figures to this file.")
    Path json;

    @Option(names = "--report", paramLabel = "FILE", description = "Write a page with plots to this file.")
    Path report;

    @Spec(Spec.Target.MIXEE)
    CommandSpec spec;

    /** @throws ParameterException naming the first option that is out of its range */
    void check() {
        range("--nodes", nodes, 1, 16);
        range("--rooms", rooms, 0, 100_000);
        range("--peers", peers, 2, 50);
        range("--idle", idle, 0, SOCKETS_MAX);
        range("--ramp", ramp, 0, 3_600);
        range("--duration", duration, 2, 86_400);
        range("--warmup", warmup, 0, duration - 1);
        range("--churn", churn, 0, 10_000);
        range("--payload", payload, Signals.MIN_BYTES, Signals.MAX_BYTES);
        range("--processes", processes, 1, 64);
        if (pace.rate != null) {
            range("--rate", pace.rate, 0.1, 500_000);
        }
        if (pace.saturate != null) {
            range("--saturate", pace.saturate, 1, 4_096);
        }
        checkLimits();
        checkWhole();
    }

    private void checkLimits() {
        if (maxP99 != null) {
            range("--max-p99", maxP99, 0, 60_000);
        }
        if (maxErrors != null) {
            range("--max-errors", maxErrors, 0, Long.MAX_VALUE);
        }
        Commands.canBeWritten(spec, "--json", json);
        Commands.canBeWritten(spec, "--report", report);
    }

    private void checkWhole() {
        if (rooms == 0 && idle == 0) {
            throw Commands.wrong(spec, "--rooms and --idle are both 0: there is nobody to connect");
        }
        if ((long) rooms * peers + idle > SOCKETS_MAX) {
            throw Commands.wrong(spec, "--rooms times --peers and --idle are more than " + SOCKETS_MAX + " sockets");
        }
        endpoints.forEach(this::isEndpoint);
        if (!pids.isEmpty() && endpoints.isEmpty()) {
            throw Commands.wrong(spec, "--pids goes with --endpoints");
        }
        if (endpoints.isEmpty()) {
            program();
        }
    }

    private void isEndpoint(String url) {
        try {
            URI uri = URI.create(url);
            if (uri.getHost() != null && String.valueOf(uri.getScheme()).matches("https?")) {
                return;
            }
        } catch (IllegalArgumentException noUri) {
            // told below
        }
        throw Commands.wrong(spec, "--endpoints: " + url + " is no http:// or https:// address");
    }

    private void range(String option, double value, double min, double max) {
        Commands.range(spec, option, value, min, max);
    }

    List<String> program() {
        return Commands.program(spec, jar);
    }

    boolean ownsNodes() {
        return endpoints.isEmpty();
    }

    /** @param nodes where to connect */
    Traffic traffic(List<String> nodes) {
        boolean closed = pace.saturate != null;
        double rate = closed || rooms == 0 ? 0 : pace.rate == null ? 100 : pace.rate;
        List<String> trimmed =
                nodes.stream().map(url -> url.replaceAll("/+$", "")).toList();
        return new Traffic(
                trimmed,
                Ids.random(RUN_CHARS),
                0,
                rooms,
                peers,
                idle,
                ramp,
                duration,
                rate,
                closed ? pace.saturate : 0,
                churn,
                script,
                payload);
    }
}
