package dev.parley.gateway.frame;

import static dev.parley.gateway.frame.FrameWriter.err;
import static dev.parley.gateway.frame.FrameWriter.field;
import static dev.parley.gateway.frame.FrameWriter.rec;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class FrameWriterPropertyTest {
    private final ObjectMapper json = new ObjectMapper();

    @Property(tries = 5_000)
    void whateverTheTextIsTheFrameIsValidAndSaysIt(@ForAll String address, @ForAll String detail) throws Exception {
        JsonNode frame = json.readTree(err(address, 500, "internal", detail, field("x", detail)));
        assertThat(frame.path("address").textValue()).isEqualTo(scalars(address));
        assertThat(frame.path("detail").textValue()).isEqualTo(scalars(detail));
        assertThat(frame.path("x").textValue()).isEqualTo(scalars(detail));
        assertThat(json.readTree(rec(address, "[1]")).path("address").textValue())
                .isEqualTo(scalars(address));
    }

    /** Lone surrogates replaced by U+FFFD, through a charset that can hold all else. */
    private static String scalars(String text) {
        byte[] utf16 = text.getBytes(StandardCharsets.UTF_16BE);
        return new String(utf16, StandardCharsets.UTF_16BE);
    }
}
