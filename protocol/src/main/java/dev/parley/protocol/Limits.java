package dev.parley.protocol;

/** Sizes that belong to the wire contract. What an operator may change is in the configuration instead. */
public final class Limits {
    public static final int PROTOCOL = 1;
    public static final int DISPLAY_NAME = 64;
    public static final int ROOM_NAME = 128;
    /** UTF-8 bytes of a chat message. */
    public static final int CHAT_BYTES = 4 * 1024;
    /** Bytes of what a service tells a whole room, as JSON. */
    public static final int BROADCAST_BYTES = 4 * 1024;
    /** Bytes of a peer's state as JSON. */
    public static final int STATE_BYTES = 2 * 1024;

    public static final int PASSWORD_MIN = 8;
    public static final int PASSWORD_MAX = 128;
    public static final int REPLY_ADDRESS = 64;
    public static final int CHAT_ID = 64;
    public static final int USERNAME_MAX = 64;
    public static final int INVITEES = 16;
    public static final int LIST_PAGE = 50;
    public static final int LIST_PAGE_MAX = 200;
    /** Largest integer that JSON numbers carry exactly: 2^53 − 1. */
    public static final long MAX_SAFE_INTEGER = (1L << 53) - 1;

    private Limits() {}
}
