package dev.parley.protocol;

/**
 * "Your request failed": a stable code and a sentence that says what to do. It carries no stack trace, because it is an
 * answer and not a fault of the server.
 */
public final class Refusal extends RuntimeException {
    private final Code code;
    private final long retryAfterMs;

    public Refusal(Code code, String detail) {
        this(code, detail, 0);
    }

    /** @param retryAfterMs how long to wait before the same request may succeed; 0 when the code alone says it */
    public Refusal(Code code, String detail, long retryAfterMs) {
        super(detail, null, false, false);
        this.code = code;
        this.retryAfterMs = retryAfterMs;
    }

    public Code code() {
        return code;
    }

    /** Milliseconds to wait before trying again; 0 for the code's usual pause. */
    public long retryAfterMs() {
        return retryAfterMs;
    }

    /** The sentence for people. */
    public String detail() {
        return getMessage();
    }

    public static Refusal invalid(String detail) {
        return new Refusal(Code.INVALID_ARGUMENT, detail);
    }

    /** What a failure means to a client: the refusal itself, or {@code internal} without any detail of the fault. */
    public static Refusal of(Throwable failure) {
        return failure instanceof Refusal refusal
                ? refusal
                : new Refusal(Code.INTERNAL, "The server failed on this request; it has been logged. Try again later.");
    }
}
