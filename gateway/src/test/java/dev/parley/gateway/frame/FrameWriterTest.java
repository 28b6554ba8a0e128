package dev.parley.gateway.frame;

import static dev.parley.gateway.frame.FrameWriter.err;
import static dev.parley.gateway.frame.FrameWriter.field;
import static dev.parley.gateway.frame.FrameWriter.pong;
import static dev.parley.gateway.frame.FrameWriter.rec;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FrameWriterTest {
    @Test
    void aPongIsOnlyItsType() {
        assertThat(pong()).isEqualTo("{\"type\":\"pong\"}");
    }

    @Test
    void aRecCarriesItsBodyUntouched() {
        assertThat(rec("r-1", "{\"a\": 1}")).isEqualTo("{\"type\":\"rec\",\"address\":\"r-1\",\"body\":{\"a\": 1}}");
    }

    @Test
    void anErrHasTheShapeOfTheBridge() {
        assertThat(err("r-1", 403, "access_denied", "Not yours."))
                .isEqualTo("{\"type\":\"err\",\"address\":\"r-1\",\"failureCode\":403,"
                        + "\"failureType\":\"RECIPIENT_FAILURE\","
                        + "\"message\":\"access_denied\",\"detail\":\"Not yours.\"}");
    }

    @Test
    void anErrMayCarryMoreFields() {
        assertThat(err("r", 429, "rate_limited", "Slow.", field("retryAfterMs", 500), field("epoch", "e\"1")))
                .endsWith(",\"detail\":\"Slow.\",\"retryAfterMs\":500,\"epoch\":\"e\\\"1\"}");
    }

    @Test
    void anErrThatAnswersNoAddressHasNone() {
        assertThat(err(null, 400, "invalid_json", "No.")).startsWith("{\"type\":\"err\",\"failureCode\":400,");
    }

    @Test
    void textIsEscapedSoThatItCannotEndItsString() {
        assertThat(field("k", "\"\\\u0000\u001f\b\n\r\t\u2028\u2029/ä😀"))
                .isEqualTo("\"k\":\"\\\"\\\\\\u0000\\u001f\\u0008\\n\\r\\t\\u2028\\u2029/ä😀\"");
    }

    @Test
    void loneSurrogatesAreReplaced() {
        assertThat(field("k", "\ud800")).isEqualTo("\"k\":\"\ufffd\"");
        assertThat(field("k", "\udc00\ud800x\ud83d\ude00\ud83d")).isEqualTo("\"k\":\"\ufffd\ufffdx😀\ufffd\"");
    }
}
