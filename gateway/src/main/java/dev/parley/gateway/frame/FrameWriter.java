package dev.parley.gateway.frame;

/** The frames that the server sends, as JSON text. Stateless. */
public final class FrameWriter {
    private static final String PONG = "{\"type\":\"pong\"}";
    private static final char REPLACEMENT = '\uFFFD';

    private FrameWriter() {}

    public static String pong() {
        return PONG;
    }

    /**
     * A message or an answer.
     *
     * @param address the reply address of the request, or the address that was registered
     * @param bodyJson the body as JSON text, copied as it is
     */
    public static String rec(String address, String bodyJson) {
        StringBuilder out = new StringBuilder(address.length() + bodyJson.length() + 40);
        out.append("{\"type\":\"rec\",\"address\":");
        quote(out, address);
        return out.append(",\"body\":").append(bodyJson).append('}').toString();
    }

    /**
     * The answer to a frame that failed.
     *
     * @param address the reply address, else the frame's address; null when there was neither: the field is left out
     * @param failureCode HTTP-like status, 400 … 599
     * @param code the stable code that clients compare
     * @param detail a sentence for people
     * @param fields further members of the frame, each made by {@link #field}
     */
    public static String err(String address, int failureCode, String code, String detail, String... fields) {
        StringBuilder out = new StringBuilder(detail.length() + 224);
        out.append("{\"type\":\"err\",");
        if (address != null) {
            out.append("\"address\":");
            quote(out, address);
            out.append(',');
        }
        out.append("\"failureCode\":")
                .append(failureCode)
                .append(",\"failureType\":\"RECIPIENT_FAILURE\",\"message\":");
        quote(out, code);
        out.append(",\"detail\":");
        quote(out, detail);
        for (String field : fields) {
            out.append(',').append(field);
        }
        return out.append('}').toString();
    }

    /** One member for {@link #err}, such as {@code "epoch":"…"}. */
    public static String field(String key, String value) {
        StringBuilder out = new StringBuilder(key.length() + value.length() + 8);
        quote(out, key);
        quote(out.append(':'), value);
        return out.toString();
    }

    /** One member for {@link #err}, such as {@code "retryAfterMs":500}. */
    public static String field(String key, long value) {
        StringBuilder out = new StringBuilder(key.length() + 24);
        quote(out, key);
        return out.append(':').append(value).toString();
    }

    /** Appends a JSON string: runs that need no escape are copied whole. */
    private static void quote(StringBuilder out, String text) {
        out.append('"');
        int copied = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (needsEscape(c)) {
                escape(out.append(text, copied, i), c);
                copied = i + 1;
            }
        }
        out.append(text, copied, text.length()).append('"');
    }

    /** The separators U+2028 and U+2029 are legal in JSON, but end a line in JavaScript before ES2019. */
    private static boolean needsEscape(char c) {
        return c < ' ' || c == '"' || c == '\\' || c == '\u2028' || c == '\u2029' || Character.isSurrogate(c);
    }

    private static void escape(StringBuilder out, char c) {
        switch (c) {
            case '"', '\\' -> out.append('\\').append(c);
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (Character.isSurrogate(c)) {
                    out.append(REPLACEMENT);
                } else {
                    out.append("\\u").append(Character.forDigit(c >> 12, 16));
                    out.append(Character.forDigit(c >> 8 & 15, 16)).append(Character.forDigit(c >> 4 & 15, 16));
                    out.append(Character.forDigit(c & 15, 16));
                }
            }
        }
    }
}
