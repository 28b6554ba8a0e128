package dev.parley.load.relay;

import static org.assertj.core.api.Assertions.assertThat;

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

class BenchOptionsTest {
    private static final int WRONG_ARGUMENTS = 2;

    @TempDir
    private Path folder;

    private final StringWriter err = new StringWriter();
    private final StringWriter out = new StringWriter();
    private String jar;

    @BeforeEach
    void aJar() throws Exception {
        jar = "x=" + Files.createFile(folder.resolve("node.jar"));
    }

    @ParameterizedTest
    @CsvSource({
        "--rounds, 0",
        "--seconds, 601",
        "--warmup, -1",
        "--rate, 200001",
        "--inflight, 4097",
        "--pairs, 0",
        "--payload, 100"
    })
    void aValueOutOfRangeIsRefusedByItsName(String option, String value) {
        assertThat(run(option, value)).isEqualTo(WRONG_ARGUMENTS);
        assertThat(err.toString()).contains(option + " must be ").contains("not " + value);
    }

    @Test
    void aValueThatIsNoNumberIsRefusedByItsName() {
        assertThat(run("--pairs", "many")).isEqualTo(WRONG_ARGUMENTS);
        assertThat(err.toString()).contains("--pairs").contains("many");
    }

    @Test
    void withoutAnyLoadThereIsNothingToMeasure() {
        assertThat(run("--rate", "0", "--inflight", "0")).isEqualTo(WRONG_ARGUMENTS);
        assertThat(err.toString()).contains("nothing to measure");
    }

    @Test
    void aBuildThatDoesNotExistIsRefused() {
        jar = "x=" + folder.resolve("missing.jar");

        assertThat(run()).isEqualTo(WRONG_ARGUMENTS);
        assertThat(err.toString()).contains("there is no file").contains("missing.jar");
    }

    @Test
    void helpNamesEveryOption() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString())
                .contains(
                        "--rounds", "--seconds", "--warmup", "--rate", "--inflight", "--pairs", "--payload", "--json");
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("--parley", jar));
        all.addAll(List.of(arguments));
        return new CommandLine(new RelayBench())
                .setErr(new PrintWriter(err, true))
                .setOut(new PrintWriter(out, true))
                .execute(all.toArray(String[]::new));
    }
}
