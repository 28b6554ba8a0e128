package dev.parley.gateway.frame;

import static dev.parley.gateway.frame.JsonGrammar.FAIL;
import static dev.parley.gateway.frame.JsonGrammar.scalar;
import static dev.parley.gateway.frame.JsonGrammar.string;
import static dev.parley.gateway.frame.JsonGrammar.whitespace;

/** Validates and skips one value of any shape without recursion. Reusable, not thread-safe, allocates nothing. */
final class JsonNesting {
    /** For each open container the byte that closes it. */
    private final byte[] closers = new byte[FrameScanner.MAX_DEPTH];

    private int outer;
    private int depth;

    /**
     * @param start index of the value's first byte
     * @param depth containers already open around the value
     * @return the index after the value, or {@link JsonGrammar#FAIL}
     */
    int skip(byte[] b, int start, int to, int depth) {
        this.outer = depth;
        this.depth = depth;
        int i = start;
        do {
            if (i >= to) {
                return FAIL;
            }
            i = isOpener(b[i]) ? open(b, i, to) : close(b, scalar(b, i, to), to);
        } while (this.depth > outer);
        return i;
    }

    /** '[' and '{' differ in one bit, and each one's closer is the next but one in ASCII. */
    private static boolean isOpener(byte c) {
        return (c | 0x20) == '{';
    }

    /** Enters a container; returns the index of its first value, or what follows it when it is empty. */
    private int open(byte[] b, int opener, int to) {
        if (depth == closers.length) {
            return FAIL;
        }
        byte closer = (byte) (b[opener] + 2);
        closers[depth++] = closer;
        int i = whitespace(b, opener + 1, to);
        return i < to && b[i] == closer ? close(b, i, to) : element(b, i, to, closer);
    }

    /**
     * After a value: leaves the containers that end here; returns the index of the next value, or the end at depth
     * {@code outer}.
     */
    private int close(byte[] b, int start, int to) {
        int i = start;
        while (depth > outer) {
            i = whitespace(b, i, to);
            if (i >= to) {
                return FAIL;
            }
            byte closer = closers[depth - 1];
            if (b[i] == ',') {
                return element(b, whitespace(b, i + 1, to), to, closer);
            } else if (b[i] != closer) {
                return FAIL;
            }
            i++;
            depth--;
        }
        return i;
    }

    /** In an object the key and its colon; returns the index of the value. */
    private static int element(byte[] b, int start, int to, byte closer) {
        if (closer == ']') {
            return start;
        }
        if (start >= to || b[start] != '"') {
            return FAIL;
        }
        int colon = whitespace(b, string(b, start, to), to);
        return colon < to && b[colon] == ':' ? whitespace(b, colon + 1, to) : FAIL;
    }
}
