package dev.parley.protocol;

/**
 * Why a server closes a socket. Codes 3000–3499 ask the client to reconnect and resume, 3500–3999 tell it not to
 * reconnect by itself.
 */
public enum CloseReason {
    DRAINING(3000, "node draining, reconnect"),
    TOO_SLOW(3001, "reading too slowly, reconnect"),
    HEARTBEAT(3002, "silent for too long, reconnect"),
    BANNED(3500, "banned from this server"),
    TOKEN_INVALID(3501, "token invalid or expired"),
    CONTINUED_ELSEWHERE(3502, "session continued elsewhere"),
    ABUSE(3503, "too many invalid frames"),
    CROWDED(3003, "too many new connections from your address, reconnect later");

    private final int code;
    private final String text;

    CloseReason(int code, String text) {
        this.code = code;
        this.text = text;
    }

    /** The WebSocket or SockJS close code. */
    public int code() {
        return code;
    }

    /** The sentence that goes with the close, for people. */
    public String text() {
        return text;
    }
}
