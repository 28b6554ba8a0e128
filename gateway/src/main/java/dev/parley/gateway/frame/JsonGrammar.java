package dev.parley.gateway.frame;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The scalars of RFC 8259 over bytes. Every method takes the index of a first byte, never reads at or past {@code to},
 * and returns the index after what it read, or {@link #FAIL}. FAIL lies past any {@code to}, so that it falls through
 * the bounds checks of the next step and callers need none of their own.
 */
final class JsonGrammar {
    static final int FAIL = Integer.MAX_VALUE;

    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle FOUR_BYTES =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    /** The four characters backslash, r, backslash, n: the end of every line of an SDP, worth a quarter of its scan. */
    private static final int ESCAPED_CRLF = 0x6e5c725c;

    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = ONES * 0x80;

    /** What may follow a backslash, apart from u. */
    private static final boolean[] ESCAPED = new boolean[128];

    static {
        for (char c : "\"\\/bfnrt".toCharArray()) {
            ESCAPED[c] = true;
        }
    }

    private JsonGrammar() {}

    static int whitespace(byte[] b, int start, int to) {
        int i = start;
        // One comparison settles the usual case, where there is none. A negative byte is not ASCII.
        while (i < to && b[i] <= ' ' && (b[i] == ' ' || b[i] == '\n' || b[i] == '\r' || b[i] == '\t')) {
            i++;
        }
        return i;
    }

    /** A string, number, true, false or null. */
    static int scalar(byte[] b, int i, int to) {
        if (i >= to) {
            return FAIL;
        }
        if (b[i] == '"') {
            return string(b, i, to);
        }
        return switch (b[i]) {
            case 't' -> follows(b, i + 1, to, 'r', 'u', 'e');
            case 'f' -> follows(b, i + 1, to, 'a', 'l', 's', 'e');
            case 'n' -> follows(b, i + 1, to, 'u', 'l', 'l');
            default -> number(b, i, to);
        };
    }

    /**
     * A string whose opening quote is at {@code quote}. Eight bytes a step up to a quote, backslash, control character
     * or byte that is not ASCII; one loop for all, since plain stretches are short (a line of SDP) and C2 would
     * surround a loop of its own with a prologue and an epilogue.
     */
    static int string(byte[] b, int quote, int to) {
        int i = quote + 1;
        while (i <= to - Long.BYTES) {
            long found = special((long) EIGHT_BYTES.get(b, i));
            if (found == 0) {
                i += Long.BYTES;
                continue;
            }
            i += Long.numberOfTrailingZeros(found) >>> 3;
            if (b[i] == '"') {
                return i + 1;
            }
            boolean lineEnd = i <= to - Integer.BYTES && (int) FOUR_BYTES.get(b, i) == ESCAPED_CRLF;
            i = lineEnd ? i + Integer.BYTES : afterSpecial(b, i, to);
        }
        return endOfString(b, i, to);
    }

    /** The rest of a string, less than eight bytes before {@code to}. */
    private static int endOfString(byte[] b, int start, int to) {
        int i = start;
        while (i < to && b[i] != '"') {
            i = b[i] < ' ' || b[i] == '\\' ? afterSpecial(b, i, to) : i + 1;
        }
        return i < to ? i + 1 : FAIL;
    }

    /**
     * The lowest high bit set marks the first special byte, and exactly so: in each term the subtraction borrows only
     * out of a byte that is marked itself. Flipping bit 1 moves the quote (0x22) down to 0x20, next to the control
     * characters.
     */
    private static long special(long eight) {
        long quotesAndControls = (eight ^ ONES * 0x02) - ONES * 0x21;
        long backslashes = (eight ^ ONES * '\\') - ONES;
        return (eight | quotesAndControls | backslashes) & HIGH_BITS;
    }

    private static int afterSpecial(byte[] b, int i, int to) {
        if (b[i] == '\\') {
            return escape(b, i + 1, to);
        }
        return b[i] < 0 ? Utf8.sequences(b, i, to) : FAIL;
    }

    /** The rest of an escape after its backslash. A lone surrogate is legal here: RFC 8259, section 8.2. */
    private static int escape(byte[] b, int i, int to) {
        if (i >= to) {
            return FAIL;
        }
        byte c = b[i];
        if (c >= 0 && ESCAPED[c]) {
            return i + 1;
        }
        return c == 'u' ? fourHexDigits(b, i + 1, to) : FAIL;
    }

    private static int fourHexDigits(byte[] b, int start, int to) {
        if (to - start < 4) {
            return FAIL;
        }
        for (int i = start; i < start + 4; i++) {
            if (!isDigit(b[i]) && ((b[i] | 0x20) < 'a' || (b[i] | 0x20) > 'f')) {
                return FAIL;
            }
        }
        return start + 4;
    }

    private static int number(byte[] b, int start, int to) {
        int i = b[start] == '-' ? start + 1 : start;
        i = i < to && b[i] == '0' ? i + 1 : digits(b, i, to);
        if (i < to && b[i] == '.') {
            i = digits(b, i + 1, to);
        }
        if (i < to && (b[i] | 0x20) == 'e') {
            boolean signed = i + 1 < to && (b[i + 1] == '+' || b[i + 1] == '-');
            i = digits(b, signed ? i + 2 : i + 1, to);
        }
        return i;
    }

    private static int digits(byte[] b, int start, int to) {
        int i = start;
        while (i < to && isDigit(b[i])) {
            i++;
        }
        return i == start ? FAIL : i;
    }

    private static boolean isDigit(byte c) {
        return c >= '0' && c <= '9';
    }

    private static int follows(byte[] b, int i, int to, char c1, char c2, char c3) {
        return to - i >= 3 && b[i] == c1 && b[i + 1] == c2 && b[i + 2] == c3 ? i + 3 : FAIL;
    }

    private static int follows(byte[] b, int i, int to, char c1, char c2, char c3, char c4) {
        int last = follows(b, i, to, c1, c2, c3);
        return last < to && b[last] == c4 ? last + 1 : FAIL;
    }
}
