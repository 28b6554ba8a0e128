package dev.parley.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class HigherTermTest {
    @Test
    void theHigherTermStaysWhicheverHalfHasIt() {
        assertThat(new HigherTerm().merged(term(7), term(9))).isEqualTo(term(9));
        assertThat(new HigherTerm().merged(term(9), term(7))).isEqualTo(term(9));
    }

    private static byte[] term(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }
}
