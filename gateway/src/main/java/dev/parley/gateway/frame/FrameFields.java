package dev.parley.gateway.frame;

import dev.parley.protocol.Limits;

/** Where the scanned frame holds the value of each key that routing reads. Reusable, not thread-safe. */
final class FrameFields {
    private static final int MAX_ID_DIGITS = 16;

    private final int[] starts = new int[FrameKey.COUNT];
    private final int[] ends = new int[FrameKey.COUNT];
    private byte[] bytes;

    /** Bit sets of keys: met so far, and those of them whose value was read whole. */
    private int claimed;

    private int present;

    void reset(byte[] bytes) {
        this.bytes = bytes;
        claimed = 0;
        present = 0;
    }

    /** Forgets every value. */
    void clear() {
        present = 0;
    }

    /** Called at each key; false, and its value forgotten, when it is there for the second time. Of headers the last count. */
    boolean claim(FrameKey key) {
        if ((claimed & key.bit) != 0 && key != FrameKey.HEADERS) {
            present &= ~key.bit;
            return false;
        }
        claimed |= key.bit;
        return true;
    }

    void put(FrameKey key, int start, int end) {
        present |= key.bit;
        starts[key.ordinal()] = start;
        ends[key.ordinal()] = end;
    }

    boolean has(FrameKey key) {
        return (present & key.bit) != 0;
    }

    int start(FrameKey key) {
        return starts[key.ordinal()];
    }

    int end(FrameKey key) {
        return ends[key.ordinal()];
    }

    /** Null when absent, no string, or no Unicode text. */
    String text(FrameKey key) {
        return isString(key) ? JsonText.decode(bytes, start(key) + 1, end(key) - 1) : null;
    }

    /** Null when absent, no string, or no type of a client. */
    FrameType type() {
        FrameKey key = FrameKey.TYPE;
        return isString(key) ? FrameType.of(bytes, start(key) + 1, end(key) - 1) : null;
    }

    /** Present, not JSON null, and yet without a usable text. */
    boolean isUnreadable(FrameKey key, String text) {
        return has(key) && text == null && bytes[start(key)] != 'n';
    }

    /** 1 … 2^53-1 in plain digits; 0 when absent, -1 when anything else. */
    long integer(FrameKey key) {
        if (!has(key)) {
            return 0;
        }
        if (end(key) - start(key) > MAX_ID_DIGITS) {
            return -1;
        }
        long n = 0;
        for (int i = start(key); i < end(key); i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return -1;
            }
            n = n * 10 + bytes[i] - '0';
        }
        return n >= 1 && n <= Limits.MAX_SAFE_INTEGER ? n : -1;
    }

    private boolean isString(FrameKey key) {
        return has(key) && bytes[start(key)] == '"';
    }
}
