package dev.parley.gateway.frame;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Decodes the content of JSON strings that {@link JsonGrammar} has validated. */
final class JsonText {
    private JsonText() {}

    /**
     * @param start first byte after the opening quote
     * @param end index of the closing quote
     * @return null when escapes name a lone surrogate: legal JSON, but no Unicode text
     */
    static String decode(byte[] bytes, int start, int end) {
        // For ASCII the JDK turns this into one vectorised check and one copy.
        String raw = new String(bytes, start, end - start, UTF_8);
        int escape = raw.indexOf('\\');
        return escape < 0 ? raw : unescape(raw, escape);
    }

    /**
     * @return the content in UTF-8 without escapes; null when it had none, or names a lone surrogate; never holds a
     *     backslash that would make a second call necessary to compare it
     */
    static byte[] unescaped(byte[] bytes, int start, int end) {
        for (int i = start; i < end; i++) {
            if (bytes[i] == '\\') {
                String text = decode(bytes, start, end);
                return text == null || text.indexOf('\\') >= 0 ? null : text.getBytes(UTF_8);
            }
        }
        return null;
    }

    /** A plain loop: for a dozen bytes it costs a fraction of {@code Arrays.equals} with ranges. */
    static boolean equal(byte[] bytes, int start, int end, byte[] wire) {
        if (end - start != wire.length) {
            return false;
        }
        for (int i = 0; i < wire.length; i++) {
            if (bytes[start + i] != wire[i]) {
                return false;
            }
        }
        return true;
    }

    private static String unescape(String raw, int firstEscape) {
        StringBuilder out = new StringBuilder(raw.length()).append(raw, 0, firstEscape);
        for (int i = firstEscape; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c != '\\') {
                out.append(c);
            } else if (raw.charAt(++i) == 'u') {
                out.append((char) Integer.parseInt(raw, i + 1, i + 5, 16));
                i += 4;
            } else {
                out.append(unescape(raw.charAt(i)));
            }
        }
        return hasLoneSurrogate(out) ? null : out.toString();
    }

    private static char unescape(char c) {
        return switch (c) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> c;
        };
    }

    private static boolean hasLoneSurrogate(CharSequence text) {
        return text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }
}
