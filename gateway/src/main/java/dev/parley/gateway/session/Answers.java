package dev.parley.gateway.session;

import dev.parley.gateway.frame.FrameWriter;
import dev.parley.protocol.Code;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.Slice;

/** How a request ends for its socket: with the owner's word, or with a refusal and what goes with it. */
final class Answers {
    private static final String[] NONE = {};
    private static final int RETRY_AFTER_MS = 1_000;

    private final int maxInFlight;

    /** @param maxInFlight bytes that may be unwritten to a socket */
    Answers(int maxInFlight) {
        this.maxInFlight = maxInFlight;
    }

    /** At the reply address; who named none is told nothing. @param failure null when {@code body} is the answer */
    void give(Session session, String replyAddress, Slice body, Throwable failure) {
        if (replyAddress == null || session.isClosing()) {
            return;
        }
        if (failure != null) {
            refuse(session, replyAddress, Refusal.of(failure));
        } else {
            session.reply(replyAddress, body.text(), maxInFlight);
        }
    }

    void refuse(Session session, String address, Refusal refusal) {
        session.fail(address, refusal, maxInFlight, retryHint(refusal.code(), refusal.retryAfterMs()));
    }

    /** The server's heartbeat. */
    void pong(Session session) {
        session.send(FrameWriter.pong(), maxInFlight);
    }

    /** For 429 and 503: when to try again. */
    static String[] retryHint(Code code, long afterMs) {
        long ms = afterMs > 0 ? afterMs : RETRY_AFTER_MS;
        return code.retryable() ? new String[] {FrameWriter.field("retryAfterMs", ms)} : NONE;
    }
}
