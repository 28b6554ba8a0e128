package dev.parley.watch;

import dev.parley.protocol.Slice;
import java.nio.charset.StandardCharsets;

/**
 * What kind of signal some data are, by their {@code type}, found without decoding anything else. The data are valid JSON;
 * of a document that has no {@code type} among its first bytes it is {@code other}.
 */
public final class DataKind {
    /** An SDP in front of the type is stepped over, but not without end. */
    private static final int LOOKED_AT_MAX = 16_384;

    private static final int LENGTH_MAX = 32;
    private static final String OTHER = "other";
    private static final byte[] KEY = "\"type\"".getBytes(StandardCharsets.US_ASCII);

    private DataKind() {}

    /** For example {@code offer}, {@code answer}, {@code ice-candidate}. */
    public static String of(Slice data) {
        byte[] bytes = data.array();
        int end = Math.min(data.to(), data.from() + LOOKED_AT_MAX);
        int depth = 0;
        for (int i = data.from(); i < end; i++) {
            byte b = bytes[i];
            if (b == '"') {
                int close = closing(bytes, i, end);
                if (depth == 1 && isKey(bytes, i, close, end)) {
                    return value(bytes, close + 1, end);
                }
                i = close;
            } else if (b == '{' || b == '[') {
                depth++;
            } else if (b == '}' || b == ']') {
                depth--;
            }
        }
        return OTHER;
    }

    /** The quote that ends the text which begins at {@code quote}, or {@code end}. */
    private static int closing(byte[] bytes, int quote, int end) {
        int i = quote + 1;
        while (i < end && bytes[i] != '"') {
            i += bytes[i] == '\\' ? 2 : 1;
        }
        return Math.min(i, end);
    }

    private static boolean isKey(byte[] bytes, int quote, int close, int end) {
        if (close - quote + 1 != KEY.length || close >= end) {
            return false;
        }
        for (int i = 0; i < KEY.length; i++) {
            if (bytes[quote + i] != KEY[i]) {
                return false;
            }
        }
        int colon = skipped(bytes, close + 1, end);
        return colon < end && bytes[colon] == ':';
    }

    private static String value(byte[] bytes, int afterKey, int end) {
        int colon = skipped(bytes, afterKey, end);
        int quote = skipped(bytes, colon + 1, end);
        if (quote >= end || bytes[quote] != '"') {
            return OTHER;
        }
        int close = closing(bytes, quote, end);
        String word = close >= end || close - quote > LENGTH_MAX
                ? OTHER
                : new String(bytes, quote + 1, close - quote - 1, StandardCharsets.US_ASCII);
        return isWord(word) ? word : OTHER;
    }

    /** Whatever a client writes there ends up in logs and on screens of others. */
    private static boolean isWord(String text) {
        return !text.isEmpty()
                && text.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_');
    }

    private static int skipped(byte[] bytes, int from, int end) {
        int i = from;
        while (i < end && (bytes[i] == ' ' || bytes[i] == '\n' || bytes[i] == '\r' || bytes[i] == '\t')) {
            i++;
        }
        return i;
    }
}
