package dev.parley.load.compare;

import dev.parley.load.compare.Metric.Group;
import dev.parley.load.server.BenchException;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command. Exit codes: 0 measured, 1 failed or signals were lost, 2 wrong arguments. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        version = "Parley 0.1.0",
        description = "Measures Parley beside other signaling servers and relays on this machine.")
public final class Compare implements Callable<Integer> {
    @Mixin
    private CompareOptions options;

    public static void main(String[] args) {
        System.exit(new CommandLine(new Compare()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        try {
            JsonObject result = options.from == null ? measured(options.checked()) : read(options.from);
            return report(result);
        } catch (BenchException failed) {
            System.err.println("compare: " + failed.getMessage());
            return 1;
        }
    }

    private JsonObject measured(Plan plan) throws IOException {
        Programs.check(plan.rivals(), plan.rivalFolder());
        OpenFiles.check(sockets(plan));
        JsonObject machine = Machine.describe(plan);
        Path folder = Files.createTempDirectory("parley-compare-");
        try {
            JsonObject result = run(plan, folder);
            return result.put("machine", machine.put("loadAfter", Machine.load()))
                    .put("settings", plan.json())
                    .put("command", options.command)
                    .put("commit", options.commit);
        } finally {
            delete(folder);
        }
    }

    private static int sockets(Plan plan) {
        int signals = 2 * plan.pairs() * plan.rivals().size();
        int idle = plan.has(Group.IDLE) ? plan.idle() : 0;
        int join = plan.has(Group.JOIN) ? plan.rooms() * Plan.ROOM : 0;
        return Math.max(signals, Math.max(idle, join));
    }

    private static JsonObject run(Plan plan, Path folder) {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setPreferNativeTransport(true));
        Figures figures = new Figures();
        Progress progress = new Progress(System.err, estimate(plan));
        progress.tell("begun");
        Stage stage = new Stage();
        SignalRounds signals = new SignalRounds(plan, figures, progress);
        try (Roster roster = new Roster(plan, folder)) {
            if (plan.has(Group.SIGNALS) || plan.has(Group.LATENCY)) {
                signals.run(vertx, roster, folder, stage);
            }
            if (plan.has(Group.IDLE)) {
                new IdleRounds(plan, figures, progress).run(vertx, roster, folder, stage);
            }
            if (plan.has(Group.JOIN)) {
                new JoinRounds(plan, figures, progress).run(vertx, roster, folder, stage);
            }
        } finally {
            vertx.close();
        }
        return new JsonObject()
                .put("latencyRate", signals.latencyRate())
                .put("failures", signals.failures())
                .put("series", figures.json());
    }

    private static double estimate(Plan plan) {
        double signals = plan.has(Group.SIGNALS) || plan.has(Group.LATENCY) ? SignalRounds.estimate(plan) : 0;
        double idle = plan.has(Group.IDLE) ? IdleRounds.estimate(plan) : 0;
        return signals + idle + (plan.has(Group.JOIN) ? JoinRounds.estimate(plan) : 0);
    }

    private JsonObject read(Path file) throws IOException {
        try {
            return new JsonObject(Files.readString(file));
        } catch (DecodeException | java.nio.file.NoSuchFileException e) {
            throw options.wrong("--from: " + file + " is not a result of --json");
        }
    }

    private int report(JsonObject result) throws IOException {
        System.out.print("\n" + FigureTable.of(Figures.of(result.getJsonArray("series"))));
        if (options.json != null) {
            Files.writeString(options.json, result.encodePrettily() + "\n");
        }
        if (options.report != null) {
            Page.write(result, options.report, options.rivals);
        }
        if (result.getLong("failures") > 0) {
            System.err.println("compare: " + result.getLong("failures")
                    + " signals were lost or refused, so the figures mean nothing");
            return 1;
        }
        return 0;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
