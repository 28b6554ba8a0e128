package dev.parley.system.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * The commands of docs/operating.md, and a shell that runs them.
 *
 * @param folder where it runs, with its log and its {@code parley}
 */
record OperatingGuide(Path folder) {
    private static final Path TEXT = Path.of("../docs/operating.md");
    private static final long PATIENCE_SECONDS = 120;

    /** The blocks whose fence says so, in order. */
    static List<String> blocks(String mark) throws IOException {
        return Pattern.compile("(?ms)^```sh " + mark + "\\n(.*?)^```$")
                .matcher(Files.readString(TEXT))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    /** Runs a script in a shell that ends at the first failure. Fails with what it printed. */
    void run(String script, Map<String, String> environment) throws IOException, InterruptedException {
        Process process = start(script, environment);
        boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        assertThat(ended && process.exitValue() == 0).as(log()).isTrue();
    }

    Process start(String script, Map<String, String> environment) throws IOException {
        ProcessBuilder shell = new ProcessBuilder("bash", "-x", "-c", "set -euo pipefail\n" + script)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile());
        shell.environment().put("PATH", ParleyProgram.in(folder) + ":" + System.getenv("PATH"));
        shell.environment().putAll(environment);
        return shell.start();
    }

    /** What has been run and printed. */
    String log() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException none) {
            return none.toString();
        }
    }
}
