package dev.parley.protocol;

/**
 * The stable error codes of the wire contract: what a client may branch on. {@link #wire()} is the string that travels
 * as {@code message} of an {@code err} frame and as {@code code} of a problem document.
 */
public enum Code {
    INVALID_JSON(400),
    MISSING_TYPE(400),
    INVALID_TYPE(400),
    MISSING_ADDRESS(400),
    INVALID_ARGUMENT(400),
    UNSUPPORTED_PROTOCOL(400),
    NOT_OPEN(401),
    TOKEN_INVALID(401),
    BAD_CREDENTIALS(401),
    WRONG_PASSWORD(401),
    ACCESS_DENIED(403),
    NOT_MEMBER(403),
    NOT_ALLOWED(403),
    BANNED(403),
    ROOM_UNKNOWN(404),
    PEER_UNKNOWN(404),
    CALL_UNKNOWN(404),
    INVITATION_UNKNOWN(404),
    USER_UNKNOWN(404),
    ROOM_EXISTS(409),
    ROOM_FULL(409),
    NAME_TAKEN(409),
    ALREADY_ANSWERED(409),
    OUT_OF_ORDER(409),
    EPOCH_CHANGED(409),
    INVITATION_EXPIRED(410),
    ROOM_CLOSED(410),
    FRAME_TOO_LARGE(413),
    WEAK_PASSWORD(422),
    INVALID_NAME(422),
    ROOM_LOCKED(423),
    RATE_LIMITED(429),
    TOO_MANY_ATTEMPTS(429),
    INTERNAL(500),
    UNAVAILABLE(503),
    DRAINING(503),
    // numbers travel between nodes: new ones go to the end
    CURSOR_EXPIRED(410),
    WEBHOOK_UNKNOWN(404);

    private static final Code[] VALUES = values();

    private final int status;
    private final String wire;

    Code(int status) {
        this.status = status;
        this.wire = name().toLowerCase(java.util.Locale.ROOT);
    }

    /** The HTTP status that goes with the code; also the {@code failureCode} of an {@code err} frame. */
    public int status() {
        return status;
    }

    /** The code as clients see it, for example {@code room_full}. */
    public String wire() {
        return wire;
    }

    /** Whether the same request may succeed later without the client changing it (429 and 503). */
    public boolean retryable() {
        return status == 429 || status == 503;
    }

    /** Decodes {@link #ordinal()} as written between nodes. */
    public static Code ofOrdinal(int ordinal) {
        if (ordinal < 0 || ordinal >= VALUES.length) {
            return INTERNAL;
        }
        return VALUES[ordinal];
    }
}
