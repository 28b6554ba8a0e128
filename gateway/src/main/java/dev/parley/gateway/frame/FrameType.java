package dev.parley.gateway.frame;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;

/** The types a client may send; {@code rec}, {@code err} and {@code pong} are the server's. */
public enum FrameType {
    PING,
    SEND,
    REGISTER,
    UNREGISTER,
    PUBLISH;

    private static final FrameType[] ALL = values();

    private final byte[] wire = name().toLowerCase(Locale.ROOT).getBytes(UTF_8);

    /**
     * @param start first byte of the string's content, after its quote
     * @param end one past its last byte; the content is already validated
     * @return null when the type is not a client's
     */
    static FrameType of(byte[] bytes, int start, int end) {
        for (FrameType type : ALL) {
            if (JsonText.equal(bytes, start, end, type.wire)) {
                return type;
            }
        }
        byte[] plain = JsonText.unescaped(bytes, start, end);
        return plain == null ? null : of(plain, 0, plain.length);
    }
}
