package dev.parley.protocol.lane;

import dev.parley.protocol.Slice;
import java.nio.charset.StandardCharsets;

/**
 * A bridge frame for a client, complete but for its {@code seq}, which stands between head and tail. A room event is
 * encoded once and shared by all its recipients.
 */
public record Frame(Slice head, Slice tail) {

    /** Bytes that a ring counts for it. */
    public int size() {
        return head.length() + tail.length() + 8;
    }

    /** The text frame with its number in place. */
    public String text(long seq) {
        String number = Long.toString(seq);
        byte[] bytes = new byte[head.length() + number.length() + tail.length()];
        int at = head.copyTo(bytes, 0);
        for (int i = 0; i < number.length(); i++) {
            bytes[at++] = (byte) number.charAt(i);
        }
        tail.copyTo(bytes, at);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
