package dev.parley.gateway.frame;

import static dev.parley.gateway.frame.FrameVerdict.INVALID_JSON;
import static dev.parley.gateway.frame.FrameVerdict.OK;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignalBodyTest {
    private final FrameScanner scanner = new FrameScanner();
    private byte[] bytes;

    private FrameVerdict scan(String frame) {
        bytes = frame.getBytes(UTF_8);
        return scanner.scan(bytes, 0, bytes.length);
    }

    private FrameVerdict scanBody(String body) {
        return scan("{\"type\":\"send\",\"address\":\"a\",\"body\":" + body + "}");
    }

    private String body() {
        return new String(bytes, scanner.bodyStart(), scanner.bodyEnd() - scanner.bodyStart(), UTF_8);
    }

    private String data() {
        return new String(bytes, scanner.dataStart(), scanner.dataEnd() - scanner.dataStart(), UTF_8);
    }

    @Test
    void aSignalGivesItsEnvelopeAndTheExactBytesOfItsData() {
        String data = "{ \"type\":\"offer\", \"sdp\":\"v=0\\r\\nü\\u0000\\ud800\" }";
        String body = "{\"id\":7, \"base\":5,\"epoch\":\"e1\",\"data\": " + data + " }";
        assertThat(scan(" {\"type\":\"send\",\"address\":\"webrtc.signal.r.p\",\"headers\":{\"a\":null},\"body\":"
                        + body + "\t,\"replyAddress\":\"r-1\"}\r\n"))
                .isEqualTo(OK);
        assertThat(scanner.type()).isEqualTo(FrameType.SEND);
        assertThat(scanner.address()).isEqualTo("webrtc.signal.r.p");
        assertThat(scanner.replyAddress()).isEqualTo("r-1");
        assertThat(scanner.id()).isEqualTo(7);
        assertThat(scanner.base()).isEqualTo(5);
        assertThat(scanner.epoch()).isEqualTo("e1");
        assertThat(body()).isEqualTo(body);
        assertThat(data()).isEqualTo(data);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1|1",
                "42|42",
                "9007199254740991|9007199254740991",
                "9007199254740992|-1",
                "9999999999999999|-1",
                "18446744073709551617|-1",
                "0|-1",
                "-0|-1",
                "-1|-1",
                "1.0|-1",
                "1e2|-1",
                "1e999999999|-1",
                "null|-1",
                "\"1\"|-1",
                "{}|-1",
                "[1]|-1",
                "true|-1"
            })
    void anIdIsAPositiveSafeIntegerInPlainDigits(String json, long id) {
        assertThat(scanBody("{\"id\":" + json + ",\"base\" : " + json + " }")).isEqualTo(OK);
        assertThat(scanner.id()).isEqualTo(id);
        assertThat(scanner.base()).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "{}", "[]", "true", "\"\\ud800x\""})
    void anEpochThatIsNoTextIsInvalid(String epoch) {
        assertThat(scanBody("{\"epoch\":" + epoch + "}")).isEqualTo(OK);
        assertThat(scanner.epoch()).isNull();
        assertThat(scanner.hasInvalidEpoch()).isTrue();
        scanBody("{\"epoch\":null}");
        assertThat(scanner.epoch()).isNull();
        assertThat(scanner.hasInvalidEpoch()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "1",
                "\"data\"",
                "[{\"id\":1,\"data\":2,\"epoch\":3}]",
                "{}",
                "{\"x\":{\"data\":1,\"id\":1}}"
            })
    void aBodyOfAnyShapeIsKeptAndOnlyItsOwnKeysCount(String body) {
        assertThat(scanBody(body)).isEqualTo(OK);
        assertThat(scanner.hasBody()).isTrue();
        assertThat(body()).isEqualTo(body);
        assertThat(scanner.hasData()).isFalse();
        assertThat(scanner.id()).isZero();
        assertThat(scanner.hasInvalidEpoch()).isFalse();
    }

    @Test
    void dataOfNullIsData() {
        assertThat(scanBody("{\"\\u0064ata\" : null}")).isEqualTo(OK);
        assertThat(scanner.hasData()).isTrue();
        assertThat(data()).isEqualTo("null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "base", "epoch", "data"})
    void aKeyOfASignalMayNotRepeat(String key) {
        assertThat(scanBody("{\"" + key + "\":1,\"" + key + "\":1}")).isEqualTo(INVALID_JSON);
        assertThat(scanBody("{\"x\":1,\"x\":1,\"data1\":{\"" + key + "\":1,\"" + key + "\":1}}"))
                .isEqualTo(OK);
    }
}
