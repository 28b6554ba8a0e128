package dev.parley.load.relay;

import io.vertx.core.buffer.Buffer;

/** Finds and reads numbers in frames without decoding them. */
public final class Digits {
    private Digits() {}

    /** The decimal number that begins at {@code at}; 0 when there is none. At most 8 digits are read. */
    public static long read(Buffer frame, int at) {
        long value = 0;
        int end = Math.min(frame.length(), at + 8);
        for (int i = at; i < end && frame.getByte(i) >= '0' && frame.getByte(i) <= '9'; i++) {
            value = value * 10 + frame.getByte(i) - '0';
        }
        return value;
    }

    /** The index after the first {@code text} at or after {@code from}, -1 when there is none. */
    public static int after(Buffer frame, byte[] text, int from) {
        int last = frame.length() - text.length;
        for (int i = from; i <= last; i++) {
            int k = 0;
            while (k < text.length && frame.getByte(i + k) == text[k]) {
                k++;
            }
            if (k == text.length) {
                return i + k;
            }
        }
        return -1;
    }
}
