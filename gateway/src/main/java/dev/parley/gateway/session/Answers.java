package dev.parley.gateway.session;

import dev.parley.gateway.frame.FrameWriter;
import dev.parley.protocol.Code;

/** What goes with a refusal beside its code. */
final class Answers {
    private static final String[] NONE = {};
    private static final int RETRY_AFTER_MS = 1_000;

    private Answers() {}

    /** For 429 and 503: when to try again. */
    static String[] retryHint(Code code, long afterMs) {
        long ms = afterMs > 0 ? afterMs : RETRY_AFTER_MS;
        return code.retryable() ? new String[] {FrameWriter.field("retryAfterMs", ms)} : NONE;
    }
}
