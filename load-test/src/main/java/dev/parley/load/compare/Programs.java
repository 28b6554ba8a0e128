package dev.parley.load.compare;

import dev.parley.load.server.BenchException;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Other programs of this machine. */
final class Programs {
    private static final Map<String, String> PACKAGES =
            Map.of("node", "Node.js 20 (nodejs)", "redis-server", "redis-server", "nats-server", "nats-server");

    private Programs() {}

    /** Where the shell would find it. */
    static Optional<Path> find(String program) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder).resolve(program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** @throws BenchException with what to install, when a contender's program is missing */
    static void check(List<Rival> rivals, Path rivalFolder) {
        for (Rival rival : rivals) {
            for (String program : rival.programs()) {
                if (find(program).isEmpty()) {
                    throw new BenchException(rival.title() + " needs " + PACKAGES.get(program)
                            + ": install it, or leave " + rival.key() + " out with --only");
                }
            }
            if (rival.isNode() && !Files.isDirectory(rivalFolder.resolve("node_modules"))) {
                throw new BenchException(rival.title() + " needs its npm packages: run npm ci in " + rivalFolder);
            }
        }
    }

    /** Runs a program to its end. @return what it wrote @throws BenchException with that when it failed */
    static String output(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new BenchException(String.join(" ", command) + " failed: " + output.strip());
            }
            return output;
        } catch (IOException e) {
            throw new BenchException("cannot run " + command[0] + ": " + e.getMessage());
        } catch (InterruptedException e) {
            throw new BenchException("interrupted");
        }
    }
}
