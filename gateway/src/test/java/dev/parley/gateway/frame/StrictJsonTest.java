package dev.parley.gateway.frame;

import static dev.parley.gateway.frame.FrameVerdict.INVALID_JSON;
import static dev.parley.gateway.frame.FrameVerdict.OK;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole frame is checked, also the parts that nobody here reads: recipients never get broken JSON. */
class StrictJsonTest {
    private final FrameScanner scanner = new FrameScanner();

    private FrameVerdict scan(byte[] bytes) {
        return scanner.scan(bytes, 0, bytes.length);
    }

    private static Stream<String> cases(String text) {
        return Stream.of(text.split(" ~[ \n]"));
    }

    /** The value as data (skipped whole), in the body and at the top: three paths, one answer. */
    private void assertEverywhere(FrameVerdict verdict, byte[] value) {
        for (String before : new String[] {
            "{\"type\":\"ping\",\"body\":{\"data\":", "{\"type\":\"ping\",\"body\":", "{\"type\":\"ping\",\"x\":[0,"
        }) {
            String after = before.endsWith("data\":") ? "}}" : before.endsWith("[0,") ? "]}" : "}";
            String frame = before + new String(value, ISO_8859_1) + after;
            assertThat(scan(frame.getBytes(ISO_8859_1))).as(frame).isEqualTo(verdict);
        }
    }

    @ParameterizedTest
    @MethodSource
    void validJsonPasses(String value) {
        assertEverywhere(OK, value.getBytes(UTF_8));
    }

    static Stream<String> validJsonPasses() {
        return cases(
                """
                0 ~ -0 ~ 1 ~ 10 ~ -12 ~ 0.0 ~ -0.10 ~ 1.25 ~ 1e1 ~ 1E1 ~ 0e0 ~ 1e+10 ~ 1e-10 ~ 1.5E-05 ~ 1e999999999 ~
                -1e-999999999 ~ 123456789012345678901234567890.123456789 ~ true ~ false ~ null ~ [] ~ [ ] ~ { } ~
                [\t1\r,\n2 ] ~ [[],[[]],{}] ~ {"":{"":[{}]}} ~ "" ~ "\\"\\\\\\/\\b\\f\\n\\r\\t" ~
                "\\u0000\\uABCD\\uabcd\\ud800\\uDFFF" ~ "\\r\\n\\r\\n" ~ "\u007f /'" ~ {"a":1,"a":2} ~
                """);
    }

    @ParameterizedTest
    @MethodSource
    void anythingElseDoesNot(String value) {
        assertEverywhere(INVALID_JSON, value.getBytes(UTF_8));
    }

    static Stream<String> anythingElseDoesNot() {
        return cases(
                """
                - ~ +1 ~ 01 ~ -01 ~ 00 ~ 1. ~ .5 ~ -.5 ~ 1.e1 ~ 1e ~ 1e+ ~ 1E- ~ 1ee1 ~ 1.2.3 ~ 0x1 ~ 1a ~ - 1 ~
                1_0 ~ NaN ~ Infinity ~ -Infinity ~ nan ~ True ~ tru ~ truee ~ nul ~ nulL ~ fals ~ undefined ~ [ ~ ] ~
                [1 ~ [1, ~ [1,] ~ [,1] ~ [1 2] ~ [1,,2] ~ [} ~ [1} ~ { ~ {] ~ {,} ~ {"a"} ~ {"a":} ~ {"a":1,} ~
                {"a":1 "b":2} ~ {"a":1,,} ~ {a:1} ~ {'a':1} ~ {1:1} ~ {"a"::1} ~ {"a" 1} ~ {null:1} ~ 'a' ~
                {x":1} ~ {"a";1} ~ {"a",1} ~ " ~ "a ~
                "\\" ~ "\\x" ~ "\\a" ~ "\\U0041" ~ "\\u" ~ "\\u004" ~ "\\u00g0" ~ "\\u+041" ~ "\\u 041" ~
                "\\'" ~ "\\v" ~ "\\r\\x12345678" ~
                "\\0" ~ 1// ~ 1/**/ ~ # ~
                """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"\t\"", "\"\n\"", "\"\0\"", "\"\u001f\"", "\"12345678901\u001f\"", "\u000b1", "\f1", "\u00a01"
            })
    void controlCharactersAndOtherSpacesDoNot(String value) {
        assertEverywhere(INVALID_JSON, value.getBytes(UTF_8));
    }

    @ParameterizedTest
    @MethodSource
    void everyUnicodeScalarPasses(String hex) {
        assertEverywhere(OK, quoted(HexFormat.of().parseHex(hex)));
    }

    static Stream<String> everyUnicodeScalarPasses() {
        return cases(
                """
                7f ~ c280 ~ dfbf ~ e0a080 ~ e28080 ~ ed9fbf ~ ee8080 ~ efbfbf ~ efbbbf ~ f0908080 ~ f48fbfbf ~
                c3a4c3a4e282acf09f9880 ~
                """);
    }

    @ParameterizedTest
    @MethodSource
    void malformedUtf8DoesNot(String hex) {
        assertEverywhere(INVALID_JSON, quoted(HexFormat.of().parseHex(hex)));
        assertEverywhere(INVALID_JSON, HexFormat.of().parseHex(hex));
    }

    static Stream<String> malformedUtf8DoesNot() {
        return cases(
                """
                80 ~ bf ~ c0 ~ c080 ~ c1bf ~ c2 ~ c241 ~ c2c2 ~ e0 ~ e080 ~ e08080 ~ e09fbf ~ e28041 ~ e282 ~ ed ~
                e282ff ~ f09f98ff ~ f09fff80 ~
                eda080 ~ edbfbf ~ eda080edb080 ~ f0808080 ~ f08fbfbf ~ f09f98 ~ f09f9841 ~ f4908080 ~ f5808080 ~
                f8888080 ~ fc8480808080 ~ fe ~ ff ~ feff ~ c3a480 ~
                """);
    }

    @Test
    void aValueMayNotBeMissing() {
        assertEverywhere(INVALID_JSON, "".getBytes(UTF_8));
        assertEverywhere(INVALID_JSON, " \t\r\n".getBytes(UTF_8));
        assertThat(scan(new byte[0])).isEqualTo(INVALID_JSON);
        assertThat(scan(" ".getBytes(UTF_8))).isEqualTo(INVALID_JSON);
    }

    private static byte[] quoted(byte[] content) {
        return ('"' + new String(content, ISO_8859_1) + '"').getBytes(ISO_8859_1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0019", "\\q", "\"", "\u0080", "\u00c3"})
    void aBadByteIsSeenAtEveryPlaceOfAString(String bad) {
        assertEveryPlace(INVALID_JSON, bad);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00c3\u00a4\\r\\n", "\\\"", "\\u00e4"})
    void aGoodOnePassesThere(String good) {
        assertEveryPlace(OK, good);
    }

    /** Steps of eight bytes must not miss one. The text is bytes, one a char. */
    private void assertEveryPlace(FrameVerdict verdict, String special) {
        for (int length = 0; length < 40; length++) {
            for (int at = 0; at <= length; at++) {
                String text = "x".repeat(at) + special + "y".repeat(length - at);
                String frame = "{\"type\":\"ping\",\"x\":\"" + text + "\"}";
                assertThat(scan(frame.getBytes(ISO_8859_1))).as(frame).isEqualTo(verdict);
            }
        }
    }

    @ParameterizedTest
    @MethodSource
    void aFrameIsExactlyOneObject(String frame) {
        assertThat(scan(frame.getBytes(UTF_8))).isEqualTo(INVALID_JSON);
    }

    static Stream<String> aFrameIsExactlyOneObject() {
        return cases(
                """
                null ~ 1 ~ "{}" ~ [] ~ [{"type":"ping"}] ~ {"type":"ping"}} ~ {"type":"ping"}{} ~
                {"type":"ping"}, ~ {"type":"ping"}x ~ {"type":"ping"}\u0000 ~ \ufeff{"type":"ping"} ~
                {"type":"ping"}\u00a0 ~ x{"type":"ping"} ~ {"type":"ping",} ~ {,"type":"ping"} ~ {"type"} ~
                {"type" "ping"} ~ {"type":} ~ {type:"ping"} ~ {"type":"ping"] ~ {"type":"ping" "x":1} ~
                """);
    }

    @Test
    void aHundredLevelsPassAndNotOneMore() {
        assertThat(scan(nested("[", "]", 99))).isEqualTo(OK);
        assertThat(scan(nested("[", "]", 100))).isEqualTo(INVALID_JSON);
        assertThat(scan(nested("{\"a\":", "}", 99, "1"))).isEqualTo(OK);
        assertThat(scan(nested("{\"a\":", "}", 100, "1"))).isEqualTo(INVALID_JSON);
        assertThat(scan(nested("{\"a\":[", "]}", 49))).isEqualTo(OK);
        assertThat(scan(nested("{\"a\":[", "]}", 50))).isEqualTo(INVALID_JSON);
    }

    @Test
    void tenThousandLevelsAreRefusedWithoutAnOverflow() {
        assertThat(scan(nested("[", "]", 10_000))).isEqualTo(INVALID_JSON);
        assertThat(scan(nested("{\"a\":", "}", 10_000, "1"))).isEqualTo(INVALID_JSON);
        assertThat(scan("{\"body\":".repeat(10_000).getBytes(UTF_8))).isEqualTo(INVALID_JSON);
    }

    private static byte[] nested(String open, String close, int times) {
        return nested(open, close, times, "");
    }

    private static byte[] nested(String open, String close, int times, String inner) {
        return ("{\"type\":\"ping\",\"body\":" + open.repeat(times) + inner + close.repeat(times) + "}")
                .getBytes(UTF_8);
    }
}
