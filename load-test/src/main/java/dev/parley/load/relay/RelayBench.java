package dev.parley.load.relay;

import dev.parley.load.server.BenchException;
import dev.parley.load.server.NodesDatabase;
import dev.parley.load.server.Ports;
import dev.parley.protocol.Ids;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command. Exit codes: 0 measured, 1 failed or signals were lost, 2 wrong arguments. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        version = "Parley 0.1.0",
        description = {
            "Measures the CPU time of two nodes for each signal that crosses them: Parley's, acknowledgement and ring"
                    + " included, and beside it a bare Vert.x WebSocket relay's, in interleaved rounds. Prints medians;"
                    + " the ratio compares each round with the bare relay's round before it.",
            ""
        })
public final class RelayBench implements Callable<Integer> {
    private static final int PORTS = 4;

    @Mixin
    private BenchOptions options;

    private NodesDatabase database;

    private final long startedAt = System.nanoTime();

    public static void main(String[] args) {
        System.exit(new CommandLine(new RelayBench()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        Settings settings = options.checked();
        Path folder = Files.createTempDirectory("parley-bench-");
        try {
            Path anyBuild = options.builds.values().iterator().next().toAbsolutePath();
            database = NodesDatabase.start(List.of("-jar", anyBuild.toString()), folder);
            List<Contender> contenders = contenders(folder);
            tell("about " + settings.estimate(contenders.size()).toSeconds() + " s to go");
            return report(settings, play(settings, contenders, folder));
        } catch (BenchException failed) {
            System.err.println("bench: " + failed.getMessage());
            return 1;
        } finally {
            if (database != null) {
                database.close();
            }
            delete(folder);
        }
    }

    private List<Contender> contenders(Path folder) {
        List<String> jvm = new ArrayList<>(NodeJvm.flags("2g", "2g"));
        jvm.addAll(options.jvm);
        List<Contender> contenders = new ArrayList<>();
        if (!options.noFloor) {
            Path anyBuild = options.builds.values().iterator().next().toAbsolutePath();
            contenders.add(
                    Contender.bare(jvm, NodeJvm.ownClasses(), anyBuild.resolveSibling("lib"), Ports.find(PORTS)));
        }
        options.builds.forEach((name, jar) -> contenders.add(Contender.parley(
                name, jvm, jar.toAbsolutePath(), database.url(), folder.resolve(name), Ports.find(PORTS))));
        if (options.tapped) {
            options.builds.forEach((name, jar) -> contenders.add(tapped(name + " tapped", jar, jvm, folder)));
        }
        return contenders;
    }

    private Contender tapped(String name, Path jar, List<String> jvm, Path folder) {
        Path data = folder.resolve(name.replace(' ', '-'));
        Contender plain = Contender.parley(name, jvm, jar.toAbsolutePath(), database.url(), data, Ports.find(PORTS));
        return Contender.tapped(plain, Ids.random(32));
    }

    private Results play(Settings settings, List<Contender> contenders, Path folder) {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setPreferNativeTransport(true));
        Tournament tournament = new Tournament(vertx, settings, folder, this::tell);
        // a signal ends this process past any finally
        Thread onSignal = new Thread(tournament::close, "kill-servers");
        Runtime.getRuntime().addShutdownHook(onSignal);
        try (tournament) {
            contenders.forEach(tournament::enter);
            return tournament.play();
        } finally {
            vertx.close();
        }
    }

    private int report(Settings settings, Results results) throws IOException {
        String title = String.format(
                Locale.ROOT,
                "Two nodes, %d pairs, %,d bytes a signal, %d rounds of %d s",
                settings.pairs(),
                settings.payloadBytes(),
                settings.rounds(),
                settings.measured().toSeconds());
        System.out.print("\n" + TableReport.of(results, title));
        if (options.json != null) {
            Files.writeString(
                    options.json, JsonReport.of(results, options.json()).encodePrettily() + "\n");
        }
        if (results.failures() > 0) {
            System.err.println("bench: signals were lost or refused, so the figures mean nothing");
            return 1;
        }
        return 0;
    }

    private void tell(String line) {
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startedAt);
        System.err.printf(Locale.ROOT, "[%3d s] %s%n", seconds, line);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
