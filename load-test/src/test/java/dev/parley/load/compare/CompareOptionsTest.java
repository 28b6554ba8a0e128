package dev.parley.load.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.load.server.BenchException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class CompareOptionsTest {
    private static final int WRONG_ARGUMENTS = 2;

    @TempDir
    private Path folder;

    private final StringWriter err = new StringWriter();
    private final StringWriter out = new StringWriter();
    private Path jar;

    @BeforeEach
    void aJar() throws Exception {
        jar = Files.createFile(folder.resolve("node.jar"));
    }

    @ParameterizedTest
    @CsvSource({
        "--rounds, 0",
        "--seconds, 601",
        "--rate, 0",
        "--latency-rate, -1",
        "--inflight, 4097",
        "--pairs, 9901",
        "--payload, 100",
        "--idle, 100",
        "--rooms, 9",
        "--large-room, 901"
    })
    void aValueOutOfRangeIsRefusedByItsName(String option, String value) {
        assertThat(run(option, value)).isEqualTo(WRONG_ARGUMENTS);
        assertThat(err.toString()).contains(option + " must be ").contains("not " + value);
    }

    @Test
    void anUnknownContenderIsRefusedWithThoseThatThereAre() {
        assertThat(run("--only", "parley,mumble")).isEqualTo(WRONG_ARGUMENTS);
        assertThat(err.toString()).contains("no contender mumble").contains(Rival.keys());
    }

    @Test
    void anUnknownMetricIsRefusedWithThoseThatThereAre() {
        assertThat(run("--metrics", "speed")).isEqualTo(WRONG_ARGUMENTS);
        assertThat(err.toString()).contains("there is no speed").contains("signals, latency, idle, join");
    }

    @Test
    void aNodeThatWasNotBuiltIsRefused() {
        jar = folder.resolve("missing.jar");

        assertThat(run()).isEqualTo(WRONG_ARGUMENTS);
        assertThat(err.toString()).contains("there is no file").contains("missing.jar");
    }

    @Test
    void aResultThatIsNoneIsRefused() {
        assertThat(run("--from", jar.toString())).isEqualTo(WRONG_ARGUMENTS);
        assertThat(err.toString()).contains("is not a result of --json");
    }

    @Test
    void withoutItsNpmPackagesSocketIoDoesNotTakePart() {
        assertThatThrownBy(() -> Programs.check(List.of(Rival.SOCKETIO), folder))
                .isInstanceOf(BenchException.class)
                .hasMessageStartingWith("Socket.IO + Redis needs");
    }

    @Test
    void tooFewOpenFilesAreSaidWithWhatToDo() {
        long limit = OpenFiles.limit(List.of(
                "Limit                     Soft Limit           Hard Limit           Units",
                "Max open files            1024                 20000                files"));

        assertThat(limit).isEqualTo(1024);
        assertThatThrownBy(() -> OpenFiles.check(10_000, limit)).hasMessageContaining("ulimit -n 11000");
    }

    @Test
    void aHeapIsReadWithoutTheMetaspace() {
        String g1 =
                """
                3815:
                 garbage-first heap   total 65536K, used 18432K [0x00000000c0000000, 0x0000000100000000)
                  region size 1024K, 2 young (2048K), 0 survivors (0K)
                 Metaspace       used 40000K, committed 41000K, reserved 1114112K
                """;
        String serial =
                """
                 def new generation   total 9792K, used 100K [0x0)
                  eden space 8704K,   1% used
                 tenured generation   total 21888K, used 24K [0x0)
                   the space 21888K,   0% used
                """;

        assertThat(Heap.parse(g1)).isEqualTo(18432 * 1024L);
        assertThat(Heap.parse(serial)).isEqualTo(124 * 1024L);
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("--parley", jar.toString(), "--rivals", folder.toString()));
        all.addAll(List.of(arguments));
        return new CommandLine(new Compare())
                .setErr(new PrintWriter(err, true))
                .setOut(new PrintWriter(out, true))
                .execute(all.toArray(String[]::new));
    }
}
