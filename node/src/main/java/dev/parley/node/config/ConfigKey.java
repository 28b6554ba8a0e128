package dev.parley.node.config;

import java.util.List;
import java.util.Locale;

/**
 * One key of the configuration.
 *
 * @param path where it stands in the file, {@code rooms.adHoc}
 * @param kind its type
 * @param choices the words allowed, in lower case; empty unless the kind is a choice
 * @param doc its meaning and default
 */
record ConfigKey(String path, Kind kind, List<String> choices, Doc doc) {

    static final String PREFIX = "PARLEY_";
    private static final String FILE_SUFFIX = "_FILE";

    /** The environment variable that sets it: {@code PARLEY_ROOMS_AD_HOC}. */
    String variable() {
        String words = path.replaceAll("([a-z0-9])([A-Z])", "$1_$2").replace('.', '_');
        return PREFIX + words.toUpperCase(Locale.ROOT);
    }

    /** The variable that names a file with the value; only secrets have one. */
    String fileVariable() {
        return variable() + FILE_SUFFIX;
    }

    boolean isSecret() {
        return kind == Kind.SECRET || kind == Kind.CREDENTIAL;
    }

    /** The path's parts: {@code [rooms, adHoc]}. */
    List<String> steps() {
        return List.of(path.split("\\."));
    }

    /** What is allowed, for an error message. */
    String allowed() {
        return choices.isEmpty() ? kind.words() : kind.words() + ' ' + String.join(", ", choices);
    }
}
