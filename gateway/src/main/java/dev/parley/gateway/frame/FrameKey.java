package dev.parley.gateway.frame;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The keys that routing reads: five of the frame, four of a signal's body. */
enum FrameKey {
    TYPE("type"),
    ADDRESS("address"),
    REPLY_ADDRESS("replyAddress"),
    BODY("body"),
    HEADERS("headers"),
    ID("id"),
    BASE("base"),
    EPOCH("epoch"),
    DATA("data"),
    /** Any other key: validated, then ignored, and allowed to repeat. */
    OTHER("");

    static final int COUNT = values().length;

    private static final FrameKey[] OF_FRAME = {TYPE, ADDRESS, REPLY_ADDRESS, BODY, HEADERS};
    private static final FrameKey[] OF_BODY = {ID, BASE, EPOCH, DATA};

    /** For bit sets; none for OTHER, so that no set ever holds it. */
    final int bit;

    private final byte[] wire;

    FrameKey(String wire) {
        this.wire = wire.getBytes(UTF_8);
        this.bit = wire.isEmpty() ? 0 : 1 << ordinal();
    }

    /**
     * @param start first byte of the key's content, after its quote
     * @param end one past its last byte; the content is already validated
     */
    static FrameKey of(byte[] bytes, int start, int end, boolean inBody) {
        for (FrameKey key : inBody ? OF_BODY : OF_FRAME) {
            if (JsonText.equal(bytes, start, end, key.wire)) {
                return key;
            }
        }
        byte[] plain = JsonText.unescaped(bytes, start, end);
        return plain == null ? OTHER : of(plain, 0, plain.length, inBody);
    }
}
