package dev.parley.system.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.node.config.ConfigReference;
import dev.parley.system.fixture.LocalCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guide's commands, as they stand in it, and its table of keys. */
class OperatingGuideTest {
    private static final Path KEYS = Path.of("../docs/configuration.md");

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
        List<String> blocks = OperatingGuide.blocks("tried");
        assertThat(blocks).hasSizeGreaterThan(2);
        try (LocalCluster nodes = LocalCluster.of(2).with("PARLEY_SECRET", secret)) {
            nodes.start();
            // one shell, for later blocks use what earlier ones made
            new OperatingGuide(folder)
                    .run(
                            String.join("\n", blocks),
                            Map.of("PARLEY_URL", nodes.node(0).url()));
        }
    }
}
