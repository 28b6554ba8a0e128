package dev.parley.gateway.frame;

import static dev.parley.gateway.frame.FrameVerdict.INVALID_JSON;
import static dev.parley.gateway.frame.FrameVerdict.INVALID_REPLY_ADDRESS;
import static dev.parley.gateway.frame.FrameVerdict.INVALID_TYPE;
import static dev.parley.gateway.frame.FrameVerdict.MISSING_TYPE;
import static dev.parley.gateway.frame.FrameVerdict.OK;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameScannerTest {
    private final FrameScanner scanner = new FrameScanner();

    private FrameVerdict scan(String frame) {
        byte[] bytes = frame.getBytes(UTF_8);
        return scanner.scan(bytes, 0, bytes.length);
    }

    @Test
    void nothingOfAFrameIsLeftForTheNext() {
        String body = "{\"id\":1,\"base\":1,\"epoch\":1,\"data\":1}";
        scan("{\"type\":\"send\",\"address\":\"a\",\"replyAddress\":\"r\",\"body\":" + body + "}");
        assertThat(scan("{\"type\":\"ping\"}")).isEqualTo(OK);
        assertThat(scanner.address()).isNull();
        assertThat(scanner.replyAddress()).isNull();
        assertThat(scanner.epoch()).isNull();
        assertThat(scanner.hasInvalidEpoch()).isFalse();
        assertThat(scanner.hasBody()).isFalse();
        assertThat(scanner.hasData()).isFalse();
        assertThat(scanner.id()).isZero();
        assertThat(scanner.base()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void everyClientTypeIsKnownPlainAndEscaped(FrameType type) {
        String wire = type.name().toLowerCase(java.util.Locale.ROOT);
        assertThat(scan("{\"type\":\"" + wire + "\"}")).isEqualTo(OK);
        assertThat(scanner.type()).isEqualTo(type);
        String escaped = String.format("\\u%04x", (int) wire.charAt(0)) + wire.substring(1);
        assertThat(scan("{\"\\u0074yp\\u0065\":\"" + escaped + "\"}")).isEqualTo(OK);
        assertThat(scanner.type()).isEqualTo(type);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"Type\":\"ping\"}",
                "{\"body\":{\"type\":\"ping\"}}",
                "{\"\\ud800\":1}",
                "{\"t\\\\u0079pe\":1}"
            })
    void aFrameWithoutATypeIsToldSo(String frame) {
        assertThat(scan(frame)).isEqualTo(MISSING_TYPE);
        assertThat(scanner.type()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"rec\"",
                "\"err\"",
                "\"pong\"",
                "\"PING\"",
                "\"pin\"",
                "\"pings\"",
                "\"\"",
                "\"\\ud800\"",
                "\"\\\\ping\""
            })
    void aTypeThatIsNotAClientsIsInvalid(String type) {
        assertThat(scan("{\"type\":" + type + "}")).isEqualTo(INVALID_TYPE);
        assertThat(scanner.type()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "1", "true", "[\"ping\"]", "{\"type\":\"ping\"}"})
    void aTypeThatIsNoStringIsInvalid(String type) {
        assertThat(scan("{\"type\":" + type + ",\"replyAddress\":\"r\"}")).isEqualTo(INVALID_TYPE);
        assertThat(scanner.replyAddress()).isEqualTo("r");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "1", "{}", "[\"a\"]", "true", "\"\\ud800\"", "\"\\udc00\\ud800\""})
    void anAddressThatIsNoTextIsAbsent(String address) {
        assertThat(scan("{\"type\":\"send\",\"address\":" + address + "}")).isEqualTo(OK);
        assertThat(scanner.address()).isNull();
    }

    @Test
    void addressesAreDecoded() {
        scan("{\"type\":\"send\",\"address\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e4\\uD83D\\ude00 ä€😀\"}");
        assertThat(scanner.address()).isEqualTo("\"\\/\b\f\n\r\tä😀 ä€😀");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "{}", "[]", "false", "\"\\udfff\""})
    void aReplyAddressThatIsNoTextIsRefusedAtTheAddress(String reply) {
        assertThat(scan("{\"type\":\"send\",\"replyAddress\":" + reply + ",\"address\":\"a\"}"))
                .isEqualTo(INVALID_REPLY_ADDRESS);
        assertThat(scanner.replyAddress()).isNull();
        assertThat(scanner.address()).isEqualTo("a");
        assertThat(scanner.type()).isEqualTo(FrameType.SEND);
    }

    @Test
    void aReplyAddressHasAtMost64Units() {
        String longest = "\\u00e4".repeat(30) + "ä".repeat(30) + "😀\\ud83d\\ude00";
        assertThat(scan("{\"type\":\"send\",\"replyAddress\":\"" + longest + "\"}"))
                .isEqualTo(OK);
        assertThat(scanner.replyAddress()).hasSize(64);
        assertThat(scan("{\"type\":\"send\",\"replyAddress\":\"" + longest + "x\"}"))
                .isEqualTo(INVALID_REPLY_ADDRESS);
        assertThat(scanner.replyAddress()).isNull();
        assertThat(scan("{\"type\":\"send\",\"replyAddress\":null}")).isEqualTo(OK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"x\"", "{\"a\":null}", "[]", "1e999999999", "{\"type\":1,\"type\":2}"})
    void headersOfAnyValueAreIgnored(String headers) {
        assertThat(scan("{\"type\":\"ping\",\"headers\":" + headers + ",\"headers\":1}"))
                .isEqualTo(OK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"type", "address", "replyAddress", "body"})
    void aKeyOfTheFrameMayNotRepeat(String key) {
        String escaped = String.format("\\u%04X", (int) key.charAt(0)) + key.substring(1);
        assertThat(scan("{\"" + key + "\":\"ping\",\"x\":1,\"" + key + "\":\"ping\"}"))
                .isEqualTo(INVALID_JSON);
        assertThat(scan("{\"" + key + "\":null,\"" + escaped + "\":null}")).isEqualTo(INVALID_JSON);
    }

    @Test
    void aRangeOutsideTheArrayIsTheCallersFault() {
        assertThatThrownBy(() -> scanner.scan(new byte[2], 1, 3)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
