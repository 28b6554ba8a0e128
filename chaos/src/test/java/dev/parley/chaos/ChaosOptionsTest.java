package dev.parley.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chaos.fault.Faults;
import dev.parley.load.traffic.Commands;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class ChaosOptionsTest {
    private record Said(int code, String out, String err) {}

    private static Said call(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Commands.of(new Chaos()).setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return new Said(line.execute(arguments), out.toString(), err.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "--rooms, 0",
        "--rooms, 2001",
        "--peers, 1",
        "--peers, 9",
        "--rate, 0",
        "--nodes, 1",
        "--steady, 0",
        "--storm, 15001",
        "--postgres-seconds, 0",
        "--minutes, 0",
        "--every, 4"
    })
    void aValueOutOfRangeIsRefusedInOneSentence(String option, String value) {
        Said said = call("--quick", option, value);

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err())
                .contains(option + " must be ")
                .contains("not " + value)
                .hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource({
        "--no-such-option, --no-such-option",
        "--rooms=5, say what is to go wrong",
        "--fault=earthquake, there is no fault earthquake",
        "--fault=drain --network=tokenring, --network",
        "--fault=drain --page=/no/such/folder/page.html, no folder",
        "--fault=drain --node-jar=/no/such.jar, there is no file",
    })
    void whatMakesNoSenseIsRefusedInOneSentence(String arguments, String sentence) {
        Said said = call(arguments.split(" "));

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains(sentence);
    }

    @Test
    void listTellsEveryFaultWithItsBoundAndStartsNothing() {
        Said said = call("--list");

        assertThat(said.code()).isZero();
        Faults.all().forEach(fault -> assertThat(said.out()).contains(fault.name(), fault.does(), fault.bound()));
    }

    @Test
    void helpTellsTheDefaults() {
        assertThat(call("--help").out()).startsWith("scripts/chaos").contains("--storm", "(10000)", "Examples:");
    }
}
