package dev.parley.system.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.cli.ParleyCli;
import dev.parley.node.config.ConfigReference;
import dev.parley.system.fixture.LocalCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guide's commands, as they stand in it, and its table of keys. */
class OperatingGuideTest {
    private static final Path GUIDE = Path.of("../docs/operating.md");
    private static final Path KEYS = Path.of("../docs/configuration.md");
    private static final Pattern TRIED = Pattern.compile("(?ms)^```sh tried\\n(.*?)^```$");
    private static final long PATIENCE_SECONDS = 120;

    @TempDir
    Path folder;

    @Test
    void theTableOfKeysIsTheCodes() throws IOException {
        assertThat(Files.readString(KEYS))
                .as("put the output of java -jar parley-node.jar --config-reference below its heading")
                .endsWith("\n\n" + ConfigReference.markdown());
    }

    @Test
    @Tag("long")
    void everyCommandThatIsMarkedAsTriedWorks() throws IOException, InterruptedException {
        String secret = "0123456789abcdef0123456789abcdef";
        Files.writeString(folder.resolve("parley.yaml"), "secret: " + secret + "\n");
        List<String> blocks = TRIED.matcher(Files.readString(GUIDE))
                .results()
                .map(block -> block.group(1))
                .toList();
        assertThat(blocks).hasSizeGreaterThan(2);
        try (LocalCluster nodes = LocalCluster.of(2).with("PARLEY_SECRET", secret)) {
            nodes.start();
            // one shell, for later blocks use what earlier ones made
            run(nodes.node(0).url(), blocks.stream().collect(Collectors.joining("\n", "set -euo pipefail\n", "\n")));
        }
    }

    private void run(String url, String script) throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        ProcessBuilder shell = new ProcessBuilder("bash", "-x", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        shell.environment().put("PATH", commands() + ":" + System.getenv("PATH"));
        shell.environment().put("PARLEY_URL", url);
        Process process = shell.start();
        boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        assertThat(ended && process.exitValue() == 0).as(Files.readString(log)).isTrue();
    }

    /** A folder with {@code parley}, made of this test's own classes. */
    private Path commands() throws IOException {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        String start = "#!/bin/sh\nexec " + java + " -XX:TieredStopAtLevel=1 -cp '"
                + System.getProperty("java.class.path") + "' " + ParleyCli.class.getName() + " \"$@\"\n";
        Path parley = Files.writeString(bin.resolve("parley"), start);
        Files.setPosixFilePermissions(parley, PosixFilePermissions.fromString("rwxr-xr-x"));
        return bin;
    }
}
