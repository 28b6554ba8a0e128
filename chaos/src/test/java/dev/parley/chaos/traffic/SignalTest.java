package dev.parley.chaos.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SignalTest {
    @Test
    void itsNumberIsReadBackFromItsData() {
        assertThat(Signal.number(new Signal(4711, null, null).data())).isEqualTo(4711);
    }

    @Test
    void otherDataHasNone() {
        assertThat(Signal.number("{\"type\":\"offer\"}")).isEqualTo(-1);
        assertThat(Signal.number("null")).isEqualTo(-1);
        assertThat(Signal.number("{\"n\":x}")).isEqualTo(-1);
    }
}
