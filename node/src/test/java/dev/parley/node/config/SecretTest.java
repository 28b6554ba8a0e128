package dev.parley.node.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretTest {

    private static final String GIVEN = "a secret of more than thirty-two bytes";
    private static final String SHORT = "only-a-short-one";

    @TempDir
    Path folder;

    @Test
    void aDevelopmentNodeMakesOneThatOnlyItsOwnerReads() throws IOException {
        Secret made = load(Map.of()).secret();

        Path file = folder.resolve(".parley/secret");
        assertThat(made.bytes()).hasSizeGreaterThanOrEqualTo(Secret.MIN_BYTES);
        assertThat(Files.readString(file).strip()).isEqualTo(made.value());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(file.getParent()).isDirectoryNotContaining("glob:**.draft");
        assertThat(load(Map.of()).secret()).isEqualTo(made);
    }

    @Test
    void nodesThatStartTogetherInOneFolderAgreeOnOne() throws Exception {
        int nodes = 8;
        var together = new CyclicBarrier(nodes);
        ExecutorService threads = Executors.newFixedThreadPool(nodes);
        try {
            var loads = IntStream.range(0, nodes)
                    .mapToObj(node -> threads.submit(() -> {
                        together.await();
                        return load(Map.of()).secret();
                    }))
                    .toList();
            Set<Secret> seen = new HashSet<>();
            for (Future<Secret> load : loads) {
                seen.add(load.get());
            }
            assertThat(seen).hasSize(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void productionWithoutOneIsRefusedAndToldTheSetting() {
        assertThatThrownBy(() -> load(Map.of("PARLEY_PROFILE", "production")))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("secret: ")
                .hasMessageContaining("PARLEY_SECRET_FILE");
        assertThat(folder.resolve(".parley")).doesNotExist();
    }

    @Test
    void aFileMayHoldItAndItsLineBreakDoesNotCount() throws IOException {
        Path file = Files.writeString(folder.resolve("key"), GIVEN + "\n");

        assertThat(load(Map.of("PARLEY_SECRET_FILE", file.toString())).secret().value())
                .isEqualTo(GIVEN);
    }

    @Test
    void aVariableAndAFileTogetherAreRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("key"), GIVEN);

        assertThatThrownBy(() -> load(Map.of("PARLEY_SECRET", GIVEN, "PARLEY_SECRET_FILE", file.toString())))
                .hasMessageStartingWith("PARLEY_SECRET_FILE: ")
                .hasMessageContaining("one of the two");
    }

    @Test
    void aFileThatIsMissingIsRefused() {
        assertThatThrownBy(() -> load(Map.of("PARLEY_SECRET_FILE", "nowhere")))
                .hasMessageStartingWith("PARLEY_SECRET_FILE: ")
                .hasMessageContaining("nowhere");
    }

    @Test
    void aShortOneIsRefusedWithoutBeingShown() {
        assertThatThrownBy(() -> load(Map.of("PARLEY_SECRET", SHORT)))
                .hasMessageContaining("16 bytes; allowed: at least 32")
                .hasMessageNotContaining(SHORT);
    }

    @Test
    void theConfigurationsTextNeverShowsIt() {
        ParleyConfig config = load(Map.of("PARLEY_SECRET", GIVEN));

        assertThat(config.toString()).doesNotContain(GIVEN).contains("Secret[hidden]");
    }

    private ParleyConfig load(Map<String, String> environment) {
        return ConfigLoader.load(Optional.empty(), environment, folder);
    }
}
