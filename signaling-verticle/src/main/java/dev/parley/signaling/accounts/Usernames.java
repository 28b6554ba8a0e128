package dev.parley.signaling.accounts;

import com.ibm.icu.text.SpoofChecker;
import dev.parley.protocol.Code;
import dev.parley.protocol.Refusal;
import rocks.xmpp.precis.PrecisProfiles;

/**
 * What names people may have: letters of one script, digits, {@code _ - .}, and each name once, however it is typed:
 * RFC 8265's UsernameCaseMapped maps full-width and upper-case letters, composed and decomposed ones, to one form.
 * Thread-safe.
 */
public final class Usernames {
    /** In code points, after normalisation. */
    public static final int MIN = 3;

    public static final int MAX = 32;

    /** Longest text that is looked at: a decomposed character of several marks becomes one. */
    private static final int TYPED_MAX = 4 * MAX;

    /** Names that deleted accounts leave behind begin so. */
    private static final String TOMBSTONE = "deleted-";

    /** UTS 39: Latin may stand beside Chinese, Japanese or Korean; nothing else is mixed, no invisible characters. */
    private static final SpoofChecker SPOOFS = new SpoofChecker.Builder()
            .setChecks(SpoofChecker.RESTRICTION_LEVEL | SpoofChecker.INVISIBLE | SpoofChecker.MIXED_NUMBERS)
            .setRestrictionLevel(SpoofChecker.RestrictionLevel.HIGHLY_RESTRICTIVE)
            .build();

    private Usernames() {}

    /**
     * The one form of a name; normalising that again changes nothing.
     *
     * @throws Refusal {@code invalid_name} with a sentence that says what is allowed
     */
    public static String normalise(String text) {
        String name = mapped(text);
        int length = name.codePointCount(0, name.length());
        if (length < MIN || length > MAX || !hasOnlyNameCharacters(name)) {
            throw invalid("A name has " + MIN + " to " + MAX
                    + " letters, digits, underscores, hyphens or dots, and begins with a letter or a digit.");
        }
        if (name.startsWith(TOMBSTONE)) {
            throw invalid("Names that begin with " + TOMBSTONE + " are reserved. Choose another one.");
        }
        if (SPOOFS.failsChecks(name)) {
            throw invalid("The name mixes letters of scripts that look alike. Use letters of one script.");
        }
        return name;
    }

    private static String mapped(String text) {
        if (text == null || text.isEmpty() || text.length() > TYPED_MAX) {
            throw invalid("A name has " + MIN + " to " + MAX + " characters.");
        }
        try {
            return PrecisProfiles.USERNAME_CASE_MAPPED.enforce(text);
        } catch (IllegalArgumentException disallowed) {
            throw invalid("The name holds a character that names cannot have, such as a space or a symbol.");
        }
    }

    private static boolean hasOnlyNameCharacters(String name) {
        return Character.isLetterOrDigit(name.codePointAt(0))
                && name.codePoints().allMatch(Usernames::isNameCharacter);
    }

    /** Marks are the vowels of many scripts. */
    private static boolean isNameCharacter(int c) {
        int type = Character.getType(c);
        return Character.isLetterOrDigit(c)
                || c == '_'
                || c == '-'
                || c == '.'
                || type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }

    private static Refusal invalid(String detail) {
        return new Refusal(Code.INVALID_NAME, detail);
    }
}
