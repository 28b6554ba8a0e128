package dev.parley.load.compare.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.parley.load.relay.Digits;
import dev.parley.load.relay.Heard;
import io.vertx.core.buffer.Buffer;

/**
 * Walks over the protocol messages of a WebSocket frame; the server puts whole ones into it.
 * {@code MSG subject sid [reply] bytes}, the data and {@code PING}, {@code PONG}, {@code +OK}, {@code -ERR}, each ended
 * by CR LF.
 */
final class NatsMessages {
    private static final byte[] END = {'\r', '\n'};

    private final Buffer frame;
    private int at;
    private int next;
    private int lineEnd;
    private int fields;
    private final int[] fieldAt = new int[6];

    NatsMessages(Buffer frame) {
        this.frame = frame;
    }

    /** Moves on. @return false after the last one, or when it is cut off */
    boolean next() {
        at = next;
        int afterLine = at < frame.length() ? Digits.after(frame, END, at) : -1;
        if (afterLine < 0) {
            return false;
        }
        lineEnd = afterLine - END.length;
        split();
        next = isMessage() ? afterLine + (int) Digits.read(frame, fieldAt[fields - 1]) + END.length : afterLine;
        return next <= frame.length();
    }

    private void split() {
        fields = 1;
        fieldAt[0] = at;
        for (int i = at; i < lineEnd && fields < fieldAt.length; i++) {
            if (frame.getByte(i) == ' ') {
                fieldAt[fields++] = i + 1;
            }
        }
    }

    private boolean isMessage() {
        return frame.getByte(at) == 'M' && fields >= 4;
    }

    Heard heard() {
        if (frame.getByte(at) == '-') {
            return Heard.REFUSAL;
        }
        if (!isMessage()) {
            return Heard.OTHER;
        }
        return frame.getByte(fieldAt[1]) == 'r' ? Heard.ACK : Heard.DELIVERY;
    }

    /** Where the id begins: the last token of the subject to answer at, or of the answer's own. */
    int idAt() {
        if (!isMessage()) {
            return lineEnd;
        }
        int field = heard() == Heard.ACK ? 1 : 3;
        int i = fieldAt[field + 1] - 1;
        while (frame.getByte(i - 1) != '.') {
            i--;
        }
        return i;
    }

    /** What is to be sent for it, null for nothing. */
    String answer() {
        if (heard() == Heard.DELIVERY && fields == 5) {
            return "PUB " + frame.getString(fieldAt[3], fieldAt[4] - 1, ISO_8859_1.name()) + " 0\r\n\r\n";
        }
        return lineEnd - at == 4 && frame.getByte(at) == 'P' && frame.getByte(at + 1) == 'I' ? "PONG\r\n" : null;
    }
}
