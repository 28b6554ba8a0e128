package dev.parley.protocol;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/**
 * A range of bytes that is passed on untouched. The array is shared and must not be written after the slice was made.
 *
 * @param from first byte, inclusive
 * @param to end, exclusive
 */
public record Slice(byte[] array, int from, int to) {
    public static final Slice EMPTY = new Slice(new byte[0], 0, 0);

    public static Slice of(byte[] bytes) {
        return new Slice(bytes, 0, bytes.length);
    }

    public static Slice utf8(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    public int length() {
        return to - from;
    }

    public void appendTo(Buffer buffer) {
        buffer.appendBytes(array, from, to - from);
    }

    /** Copies the range to {@code target} at {@code at}; returns the position after it. */
    public int copyTo(byte[] target, int at) {
        System.arraycopy(array, from, target, at, to - from);
        return at + to - from;
    }

    /** A copy in which one byte stands for a range. @param start of the range in the array; @param end of it, exclusive */
    public Slice replacing(int start, int end, byte by) {
        byte[] copy = new byte[length() - (end - start) + 1];
        int before = start - from;
        System.arraycopy(array, from, copy, 0, before);
        copy[before] = by;
        System.arraycopy(array, end, copy, before + 1, to - end);
        return of(copy);
    }

    public byte[] copy() {
        return java.util.Arrays.copyOfRange(array, from, to);
    }

    /** The bytes as UTF-8 text. */
    public String text() {
        return new String(array, from, to - from, StandardCharsets.UTF_8);
    }
}
