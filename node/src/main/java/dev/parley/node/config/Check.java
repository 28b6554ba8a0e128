package dev.parley.node.config;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/** The checks that the records' constructors share; each failure names the key, the value and what is allowed. */
final class Check {

    private Check() {}

    static void range(String key, int value, int min, int max) {
        if (value < min || value > max) {
            throw refused(key, value, min + " to " + max);
        }
    }

    static void atLeast(String key, int value, String otherKey, int other) {
        if (value < other) {
            throw refused(key, value, "at least " + otherKey + ", which is " + other);
        }
    }

    static void text(String key, String value, Predicate<String> allowed, String whatIsAllowed) {
        if (!allowed.test(value)) {
            throw refused(key, '"' + value + '"', whatIsAllowed);
        }
    }

    static List<String> texts(String key, List<String> values, Predicate<String> allowed, String whatIsAllowed) {
        values.forEach(value -> text(key, value, allowed, whatIsAllowed));
        return List.copyOf(values);
    }

    /** Several keys that make sense only together. */
    static void allOrNone(String keys, Object... values) {
        long given = Arrays.stream(values).filter(Objects::nonNull).count();
        if (given != 0 && given != values.length) {
            throw new ConfigException(keys, "only some of them are set; allowed: all of them or none");
        }
    }

    private static ConfigException refused(String key, Object value, String allowed) {
        return new ConfigException(key, value + " is not allowed; allowed: " + allowed);
    }
}
