package dev.parley.chaos.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FaultsTest {
    @Test
    void theFirstFourteenAreAllThere() {
        assertThat(Faults.all())
                .extracting(Fault::number)
                .containsAll(
                        IntStream.rangeClosed(1, 14).mapToObj(Integer::toString).toList());
    }

    @Test
    void noTwoHaveOneName() {
        assertThat(Faults.all()).extracting(Fault::name).doesNotHaveDuplicates();
    }

    @Test
    void theQuickOnesAreThoseOfContinuousIntegration() {
        assertThat(Faults.quick())
                .extracting(Fault::name)
                .containsExactlyInAnyOrder(
                        "kill-gateway", "kill-owner", "drain", "freeze-10", "postgres", "slow-reader");
    }

    @Test
    void aNameThatIsNoneIsToldWithThoseThatAre() {
        assertThat(Faults.named("drain").number()).isEqualTo("4");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Faults.named("earthquake"))
                .withMessageContaining("earthquake")
                .withMessageContaining("full-restart");
    }
}
