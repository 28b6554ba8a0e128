package dev.parley.load.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.load.traffic.CommandLines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanCommandTest {
    @ParameterizedTest
    @CsvSource({"--peers, 1", "--room-size, 51", "--rate-per-peer, -1", "--survive, 11", "--cores, 0.1"})
    void aValueOutOfRangeIsRefusedInOneSentence(String option, String value) {
        String[] peers = option.equals("--peers") ? new String[0] : new String[] {"--peers", "100"};
        String[] all = java.util.stream.Stream.concat(
                        java.util.Arrays.stream(peers), java.util.stream.Stream.of(option, value))
                .toArray(String[]::new);
        CommandLines.Said said = CommandLines.call(new PlanCommand(), all);

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err())
                .contains(option + " must be ")
                .contains("not " + value)
                .hasLineCount(1);
    }

    @Test
    void aPlanForNobodyIsRefused() {
        CommandLines.Said said = CommandLines.call(new PlanCommand(), "--plan");

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("--peers").hasLineCount(1);
    }
}
