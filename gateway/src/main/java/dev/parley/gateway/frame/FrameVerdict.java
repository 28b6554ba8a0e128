package dev.parley.gateway.frame;

import dev.parley.protocol.Code;
import dev.parley.protocol.Refusal;

/**
 * What {@link FrameScanner#scan} found; everything but {@link #OK} is answered with an {@code err}, the socket stays
 * open.
 */
public enum FrameVerdict {
    /** A well-formed frame of a known client type. */
    OK,
    /**
     * Not exactly one strict JSON object (RFC 8259, UTF-8, at most {@link FrameScanner#MAX_DEPTH} levels), or a key
     * that routing reads is there twice: code {@code invalid_json}.
     */
    INVALID_JSON,
    /** Valid JSON without a {@code type}: code {@code missing_type}. */
    MISSING_TYPE,
    /**
     * A {@code type} that is no string or not one of {@link FrameType}, such as the server's own: code {@code
     * invalid_type}.
     */
    INVALID_TYPE,
    /**
     * A {@code replyAddress} that is neither null nor a Unicode string of at most {@link
     * dev.parley.protocol.Limits#REPLY_ADDRESS} UTF-16 units: code {@code invalid_argument}, answered at the frame's
     * address.
     */
    INVALID_REPLY_ADDRESS;

    /** What the sender of the frame is told. @throws IllegalStateException for {@link #OK} */
    public Refusal refusal() {
        return switch (this) {
            case OK -> throw new IllegalStateException("nothing is wrong with the frame");
            case MISSING_TYPE -> new Refusal(Code.MISSING_TYPE, "The frame has no type.");
            case INVALID_TYPE ->
                new Refusal(Code.INVALID_TYPE, "type must be one of ping, send, register, unregister.");
            case INVALID_REPLY_ADDRESS -> Refusal.invalid("replyAddress must be a text of at most 64 characters.");
            case INVALID_JSON -> new Refusal(Code.INVALID_JSON, "The frame is not one valid JSON object.");
        };
    }
}
