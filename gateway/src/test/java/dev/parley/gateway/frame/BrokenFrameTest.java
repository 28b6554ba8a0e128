package dev.parley.gateway.frame;

import static dev.parley.gateway.frame.FrameVerdict.INVALID_JSON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is still known of a frame that is not valid: enough to answer its sender, never more than is certain. */
class BrokenFrameTest {
    private final FrameScanner scanner = new FrameScanner();

    private FrameVerdict scan(String frame) {
        byte[] bytes = frame.getBytes(UTF_8);
        return scanner.scan(bytes, 0, bytes.length);
    }

    @Test
    void whatWasReadWholeBeforeTheFaultAnswersIt() {
        String frame = "{\"type\":\"send\",\"replyAddress\":\"r\",\"address\":\"a\",\"body\":{\"id\":1,\"data\":[01]}}";
        assertThat(scan(frame)).isEqualTo(INVALID_JSON);
        assertThat(scanner.replyAddress()).isEqualTo("r");
        assertThat(scanner.address()).isEqualTo("a");
    }

    @Test
    void nothingElseOfABrokenFrameIsTold() {
        scan("{\"type\":\"send\",\"body\":{\"id\":1,\"base\":1,\"epoch\":\"e\",\"data\":[]},\"x\":}");
        assertThat(scanner.type()).isNull();
        assertThat(scanner.id()).isZero();
        assertThat(scanner.base()).isZero();
        assertThat(scanner.epoch()).isNull();
        assertThat(scanner.hasBody()).isFalse();
        assertThat(scanner.hasData()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"replyAddress\":\"r\",\"replyAddress\":\"r\"}", // two: which one?
                "{\"replyAddress\":\"r\"x}", // the string may have gone on
                "{\"replyAddress\":\"r\"",
                "{\"replyAddress\":\"r",
                "{\"x\":[01],\"replyAddress\":\"r\"}", // after the fault nothing is JSON
                "{\"body\":{\"replyAddress\":\"r\"},\"x\":01}"
            })
    void anUncertainReplyAddressIsNotUsed(String frame) {
        assertThat(scan(frame)).isEqualTo(INVALID_JSON);
        assertThat(scanner.replyAddress()).isNull();
    }

    @Test
    void aTooLongReplyAddressOfABrokenFrameIsNotUsed() {
        assertThat(scan("{\"replyAddress\":\"" + "r".repeat(65) + "\",\"x\":01}"))
                .isEqualTo(INVALID_JSON);
        assertThat(scanner.replyAddress()).isNull();
    }

    @Test
    void aTruncatedFrameIsInvalidWhereverItEnds() {
        String frame =
                "{\"type\":\"send\",\"address\":\"ä€😀\\u00e4\",\"body\":{\"id\":1,\"data\":[true,null,-1.5e+3,{}]}}";
        byte[] bytes = frame.getBytes(UTF_8);
        for (int to = 0; to < bytes.length; to++) {
            byte[] cut = Arrays.copyOf(bytes, to);
            assertThat(scanner.scan(cut, 0, to)).as("%d bytes", to).isEqualTo(INVALID_JSON);
        }
        assertThat(scanner.scan(bytes, 0, bytes.length)).isEqualTo(FrameVerdict.OK);
    }
}
