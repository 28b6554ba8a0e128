package dev.parley.signaling.accounts;

import dev.parley.protocol.Code;
import dev.parley.protocol.Limits;
import dev.parley.protocol.Refusal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import rocks.xmpp.precis.PrecisProfiles;

/**
 * Which passwords are good enough, after NIST SP 800-63B: length counts, composition does not, and what everybody tries
 * first is refused. Thread-safe.
 */
final class PasswordRules {
    private static final String PRODUCT = "parley";
    private static final Set<String> COMMON = common();

    private PasswordRules() {}

    /**
     * The password as it is hashed: RFC 8265's OpaqueString, so that it does not depend on the keyboard it is typed on.
     * What that profile refuses stays as it is, and so matches nothing.
     */
    static String prepared(String password) {
        String bounded = password.length() <= 2 * Limits.PASSWORD_MAX
                ? password
                : password.substring(0, 2 * Limits.PASSWORD_MAX);
        try {
            return PrecisProfiles.OPAQUE_STRING.enforce(bounded);
        } catch (IllegalArgumentException disallowed) {
            return bounded;
        }
    }

    /** @throws Refusal {@code weak_password} with a sentence that says what to change */
    static void check(String password, String username) {
        int length = password.codePointCount(0, password.length());
        if (length < Limits.PASSWORD_MIN || length > Limits.PASSWORD_MAX) {
            throw weak("A password has " + Limits.PASSWORD_MIN + " to " + Limits.PASSWORD_MAX
                    + " characters. A few words in a row make a good one.");
        }
        try {
            PrecisProfiles.OPAQUE_STRING.enforce(password);
        } catch (IllegalArgumentException disallowed) {
            throw weak("The password holds a control character. Leave it out.");
        }
        refuseGuessable(folded(password), folded(username));
    }

    private static void refuseGuessable(String password, String username) {
        String core = core(password);
        if (COMMON.contains(password) || password.codePoints().distinct().count() == 1) {
            throw weak("This password is one of those that are tried first. Choose another one.");
        }
        if (password.equals(username) || core.equals(PRODUCT) || core.equals(core(username)) && !core.isEmpty()) {
            throw weak("The password is the name with a little around it. Choose another one.");
        }
    }

    private static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
    }

    /** Without the digits and signs that people put at both ends. */
    private static String core(String text) {
        return text.replaceAll("^[^\\p{L}]+|[^\\p{L}]+$", "");
    }

    private static Refusal weak(String detail) {
        return new Refusal(Code.WEAK_PASSWORD, detail);
    }

    private static Set<String> common() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                PasswordRules.class.getResourceAsStream("common-passwords.txt"), StandardCharsets.UTF_8))) {
            return lines.lines().filter(line -> !line.startsWith("#")).collect(Collectors.toUnmodifiableSet());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
