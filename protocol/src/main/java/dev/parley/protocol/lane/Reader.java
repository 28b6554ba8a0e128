package dev.parley.protocol.lane;

import dev.parley.protocol.Slice;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/** Reads what {@link Writer} wrote. The bytes of one message are copied out of the bus's buffer once. */
final class Reader {
    private final byte[] bytes;
    private int at;
    private int version = 1;

    Reader(int from, int to, Buffer buffer) {
        this.bytes = buffer.getBytes(from, to);
    }

    /** The version that it was written in. */
    int version() {
        return version;
    }

    void version(int value) {
        version = value;
    }

    long number() {
        long value = 0;
        int shift = 0;
        while (true) {
            byte b = bytes[at++];
            value |= (long) (b & 0x7F) << shift;
            if (b >= 0) {
                return value;
            }
            shift += 7;
        }
    }

    int count() {
        long value = number();
        if (value < 0 || value > bytes.length) {
            throw new IllegalArgumentException("a length of " + value + " in a message of " + bytes.length + " bytes");
        }
        return (int) value;
    }

    int smallNumber() {
        return (int) number();
    }

    String text() {
        int length = count();
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }

    boolean flag() {
        return bytes[at++] != 0;
    }

    Slice slice() {
        int length = count();
        Slice slice = new Slice(bytes, at, at + length);
        at += length;
        return slice;
    }
}
