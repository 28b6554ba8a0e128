package dev.parley.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TapSpecTest {
    @ParameterizedTest
    @CsvSource({
        ">, true",
        "webrtc.>, true",
        "webrtc.signal.>, true",
        "webrtc.signal.demo.*, true",
        "webrtc.signal.demo.>, true",
        "webrtc.signal.*.p_B, true",
        "webrtc.signal.demo.p_B, true",
        "*.*.*.*, true",
        "webrtc.signal.*, false",
        "webrtc.signal.demo, false",
        "webrtc.signal.other.*, false",
        "webrtc.signal.demo.p_C, false",
        "webrtc.signal.demo.p_B.>, false",
        "rooms.events.>, false",
        "calls.inbox.*, false"
    })
    void aSignalIsComparedAsItsAddressWouldBe(String pattern, boolean matches) {
        TapSpec spec = new TapSpec(pattern, null, false);
        assertThat(spec.signals().matches("demo", "p_B")).isEqualTo(matches);
        assertThat(spec.means("webrtc.signal.demo.p_B")).isEqualTo(matches);
    }
}
