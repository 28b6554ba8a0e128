package dev.parley.protocol.lane;

import dev.parley.protocol.Slice;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/** Appends the fields of a message: integers as LEB128 varints, texts and bytes behind their length. */
final class Writer {
    private final Buffer buffer;
    private final int version;

    Writer(Buffer buffer, int version) {
        this.buffer = buffer;
        this.version = version;
    }

    /** The version that whoever reads it understands. */
    int version() {
        return version;
    }

    Writer number(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            buffer.appendByte((byte) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        buffer.appendByte((byte) rest);
        return this;
    }

    Writer text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        number(bytes.length);
        buffer.appendBytes(bytes);
        return this;
    }

    Writer flag(boolean value) {
        buffer.appendByte((byte) (value ? 1 : 0));
        return this;
    }

    Writer slice(Slice slice) {
        number(slice.length());
        slice.appendTo(buffer);
        return this;
    }
}
