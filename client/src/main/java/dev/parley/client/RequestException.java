package dev.parley.client;

import dev.parley.protocol.Code;

/** A request that was not granted, or not answered. It carries no stack trace: it is an answer, not a fault. */
public final class RequestException extends RuntimeException {
    /** No answer came within the deadline; whether the request was carried out is not known. */
    public static final String TIMEOUT = "timeout";
    /** The connection was lost before the answer; whether the request was carried out is not known. */
    public static final String DISCONNECTED = "disconnected";
    /** The client was closed, or the room or session ended. */
    public static final String CLOSED = "closed";

    private final String code;
    private final transient Details details;

    RequestException(String code, String detail) {
        this(code, detail, Details.NONE);
    }

    RequestException(String code, String detail, Details details) {
        super(code + ": " + detail, null, false, false);
        this.code = code;
        this.details = details;
    }

    /** One of the contract's codes, or {@link #TIMEOUT}, {@link #DISCONNECTED}, {@link #CLOSED}. */
    public String code() {
        return code;
    }

    public boolean is(Code expected) {
        return expected.wire().equals(code);
    }

    /** HTTP-like status, 0 when the failure is this client's own. */
    public int status() {
        return details.status;
    }

    /** When the server asks to try again, in milliseconds; 0 when it does not say. */
    public long retryAfterMs() {
        return details.retryAfterMs;
    }

    /** The room's epoch that goes with {@code epoch_changed}, else null. */
    public String epoch() {
        return details.epoch;
    }

    /** Whether the same request may succeed later: 429, 503, and what the network did. */
    public boolean retryable() {
        return details.status == 429 || details.status == 503 || code.equals(TIMEOUT) || code.equals(DISCONNECTED);
    }

    static RequestException timeout() {
        return new RequestException(TIMEOUT, "no answer came in time");
    }

    static RequestException disconnected() {
        return new RequestException(DISCONNECTED, "the connection was lost before the answer");
    }

    static RequestException closed(String why) {
        return new RequestException(CLOSED, why);
    }

    static RequestException notMember() {
        return new RequestException(
                Code.NOT_MEMBER.wire(),
                "the client is not in this room",
                new Details(Code.NOT_MEMBER.status(), 0, null));
    }

    static RequestException tooLarge() {
        return new RequestException(
                Code.FRAME_TOO_LARGE.wire(),
                "the signal is larger than the server's frames",
                new Details(Code.FRAME_TOO_LARGE.status(), 0, null));
    }

    record Details(int status, long retryAfterMs, String epoch) {
        static final Details NONE = new Details(0, 0, null);
    }
}
