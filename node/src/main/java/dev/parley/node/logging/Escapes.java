package dev.parley.node.logging;

/** Makes text harmless in a line-by-line log. */
final class Escapes {

    private Escapes() {}

    /**
     * Writes control characters, line and paragraph separators as Java escapes ({@code \n}, {@code \u001b}), so that a
     * foreign text can neither begin a line of its own nor steer a terminal. A tab stays.
     */
    static String line(String text) {
        int at = 0;
        while (at < text.length() && !isControl(text.charAt(at))) {
            at++;
        }
        return at == text.length() ? text : escaped(text, at);
    }

    private static String escaped(String text, int from) {
        StringBuilder line = new StringBuilder(text.length() + 16).append(text, 0, from);
        for (int at = from; at < text.length(); at++) {
            char character = text.charAt(at);
            switch (character) {
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                default -> {
                    if (isControl(character)) {
                        line.append(String.format("\\u%04x", (int) character));
                    } else {
                        line.append(character);
                    }
                }
            }
        }
        return line.toString();
    }

    private static boolean isControl(char character) {
        return character != '\t' && Character.isISOControl(character)
                || character == '\u2028'
                || character == '\u2029'
                || Character.getType(character) == Character.FORMAT;
    }
}
