package dev.parley.signaling.accounts;

import dev.parley.protocol.Limits;
import dev.parley.protocol.Refusal;

/** What a person is called on others' screens: free text on one line. */
final class DisplayNames {
    private static final String BIDI_CONTROLS =
            "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069";

    private DisplayNames() {}

    /**
     * @param text null or blank for the username
     * @throws Refusal {@code invalid_argument} when it is too long or has characters that nobody sees
     */
    static String checked(String text, String username) {
        String name = text == null ? "" : text.strip();
        if (name.isEmpty()) {
            return username;
        }
        if (name.length() > Limits.DISPLAY_NAME || !name.codePoints().allMatch(DisplayNames::isShown)) {
            throw Refusal.invalid("displayName must be at most " + Limits.DISPLAY_NAME
                    + " characters on one line, without control characters.");
        }
        return name;
    }

    /** Text that turns its direction could make the rest of a line say something else. */
    private static boolean isShown(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> BIDI_CONTROLS.indexOf(c) < 0;
        };
    }
}
