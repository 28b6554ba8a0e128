package dev.parley.load.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadOptionsTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "--nodes, 0",
        "--rooms, -1",
        "--peers, 1",
        "--idle, 200001",
        "--ramp, -0.5",
        "--duration, 1",
        "--warmup, 20",
        "--rate, 0",
        "--saturate, 4097",
        "--churn, 10001",
        "--payload, 99",
        "--processes, 65",
        "--max-p99, -1",
        "--max-errors, -1"
    })
    void aValueOutOfRangeIsRefusedInOneSentence(String option, String value) {
        CommandLines.Said said = call(option, value);

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err())
                .contains(option + " must be ")
                .contains("not " + value)
                .hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource({
        "--no-such-option, --no-such-option",
        "--rooms=many, --rooms",
        "--script=song, --script",
        "--endpoints=ws://somewhere, no http:// or https:// address",
        "--endpoints=::, no http:// or https:// address",
        "--pids=1, --pids goes with --endpoints",
        "--rate=1 --saturate=2, mutually exclusive",
        "--rooms=0 --idle=0, nobody to connect",
        "--rooms=100000 --peers=50, more than 200000 sockets",
        "--report=/no/such/folder/page.html, no folder"
    })
    void whatMakesNoSenseIsRefusedInOneSentence(String arguments, String sentence) {
        CommandLines.Said said = CommandLines.call(new LoadTest(), arguments.split(" "));

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains(sentence).hasLineCount(1);
    }

    @Test
    void aNodeThatIsNotBuiltIsNamed() {
        CommandLines.Said said = call("--node-jar", folder.resolve("node.jar").toString());

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("--node-jar: there is no file").contains("node.jar");
    }

    @Test
    void helpNamesEveryOption() {
        CommandLines.Said said = call("--help");

        assertThat(said.code()).isZero();
        assertThat(said.out())
                .startsWith("scripts/load-test")
                .contains("--endpoints", "--nodes", "--rooms", "--peers", "--idle", "--ramp", "--duration")
                .contains("--rate", "--saturate", "--churn", "--script", "--payload", "--processes", "--plan")
                .contains("--max-p99", "--max-errors", "--json", "--report");
    }

    private static CommandLines.Said call(String... arguments) {
        return CommandLines.call(new LoadTest(), arguments);
    }
}
