package dev.parley.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.Slice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataKindTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {"type":"offer","sdp":"v=0"}                     | offer
            {"sdp":"v=0 \\"type\\":\\"answer\\"", "type" : "offer"} | offer
            {"candidate":{"type":"host"},"type":"ice-candidate"} | ice-candidate
            {"candidate":{"type":"host"}}                    | other
            [{"type":"offer"}]                               | other
            "offer"                                          | other
            {"type":7}                                       | other
            {"type":"<script>"}                              | other
            {"typo":"offer"}                                 | other
            {"a":"type","type":"bye"}                        | bye
            null                                             | other
            """)
    void theTypeOfTheOutermostObjectCounts(String data, String kind) {
        assertThat(DataKind.of(Slice.utf8(data))).isEqualTo(kind);
    }

    @Test
    void whatStandsBehindALongDescriptionIsStillFoundAndNotLookedForWithoutEnd() {
        String sdp = "x".repeat(10_000);
        assertThat(DataKind.of(Slice.utf8("{\"sdp\":\"" + sdp + "\",\"type\":\"offer\"}")))
                .isEqualTo("offer");
        assertThat(DataKind.of(Slice.utf8("{\"sdp\":\"" + sdp + sdp + "\",\"type\":\"offer\"}")))
                .isEqualTo("other");
    }

    @Test
    void nothingOutsideTheSliceIsRead() {
        byte[] bytes = "{\"type\":\"offer\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        assertThat(DataKind.of(new Slice(bytes, 0, 8))).isEqualTo("other");
        assertThat(DataKind.of(new Slice(bytes, 0, 12))).isEqualTo("other");
    }
}
