package dev.parley.protocol;

import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * Which bus addresses a service may use: an exact address, or one with {@code *} for one segment, or with {@code >} at
 * its end for one segment or more. Segments stand between dots. The first one is always a word, so no pattern is good
 * for everything by accident. Immutable.
 *
 * @param text for example {@code rooms.request.get}, {@code rooms.request.*} or {@code events.>}
 */
public record AddressPattern(String text) {
    /** Characters of one pattern. */
    public static final int LENGTH_MAX = 128;

    /** A name in an address may be a user's, which has letters of any language. */
    private static final Pattern FORM = Pattern.compile(
            "[^\\s\\p{Cntrl}.*>]+(\\.([^\\s\\p{Cntrl}.*>]+|\\*))*(\\.>)?", Pattern.UNICODE_CHARACTER_CLASS);

    private static final String ONE = "*";
    private static final String REST = ">";

    /** @throws Refusal {@code invalid_argument} when it is no pattern */
    public AddressPattern {
        if (!isPattern(text)) {
            throw Refusal.invalid(
                    "An address pattern is an address, or one with * for a segment or > at its end, such as"
                            + " rooms.request.* or events.>; its first segment is a word, and it has at most "
                            + LENGTH_MAX
                            + " characters.");
        }
    }

    /** Whether it is one, by its form. */
    public static boolean isPattern(String text) {
        return text != null && text.length() <= LENGTH_MAX && FORM.matcher(text).matches();
    }

    /** Whether the address is one of those meant. An address with {@code *} or {@code >} in it is not an address. */
    public boolean matches(String address) {
        return address.indexOf('*') < 0 && address.indexOf('>') < 0 && covers(segments(address));
    }

    /** Whether every address that {@code other} means is meant by this one, too. */
    public boolean covers(AddressPattern other) {
        return covers(segments(other.text));
    }

    private boolean covers(String[] other) {
        String[] own = segments(text);
        boolean open = own[own.length - 1].equals(REST);
        if (open ? other.length < own.length : other.length != own.length) {
            return false;
        }
        int fixed = open ? own.length - 1 : own.length;
        for (int i = 0; i < fixed; i++) {
            if (!covers(own[i], other[i])) {
                return false;
            }
        }
        return Arrays.stream(other).noneMatch(String::isEmpty);
    }

    private static boolean covers(String own, String other) {
        return own.equals(ONE) ? !other.equals(REST) : own.equals(other);
    }

    private static String[] segments(String address) {
        return address.split("\\.", -1);
    }

    @Override
    public String toString() {
        return text;
    }
}
