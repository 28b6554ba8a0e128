package dev.parley.load.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ResidentMemoryTest {
    @Test
    void kilobytesAreToldInBytes() {
        assertThat(ResidentMemory.parse(
                        List.of("Name:\tjava", "VmHWM:\t 9 kB", "VmRSS:\t  2048 kB", "RssAnon:\t 7 kB")))
                .isEqualTo(2 << 20);
    }

    @Test
    void aProcessWithoutTheFieldIsAnError() {
        assertThatThrownBy(() -> ResidentMemory.parse(List.of("Name:\tjava"))).isInstanceOf(BenchException.class);
    }

    @Test
    void thisProcessUsesSome() {
        assertThat(ResidentMemory.of(ProcessHandle.current().pid())).isGreaterThan(1 << 20);
    }
}
