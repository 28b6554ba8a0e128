package dev.parley.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AdmissionTest {
    private final Bench bench = new Bench();

    @Test
    void theFirstIsHostAndTheNextAreGuests() {
        var first = bench.client("ada").join();
        var second = bench.client("bob").join();
        assertThat(first.at("/self/role").asText()).isEqualTo("host");
        assertThat(second.at("/self/role").asText()).isEqualTo("guest");
        assertThat(second.at("/peers/0/peerId").asText()).isEqualTo("ada");
        assertThat(second.at("/room/peers").asInt()).isEqualTo(2);
        assertThat(bench.roster()).containsExactly("ada", "bob");
    }
}
