package dev.parley.node.config;

import java.util.stream.Collectors;

/** Renders every key for people: what the documentation and the command line show. */
public final class ConfigReference {

    private static final String HEAD = "| Key | Variable | Default | Meaning |\n|---|---|---|---|\n";

    private ConfigReference() {}

    /** A Markdown table of all keys in the order of the file, with a line break at its end. */
    public static String markdown() {
        return ConfigKeys.all().stream().map(ConfigReference::row).collect(Collectors.joining("\n", HEAD, "\n"));
    }

    private static String row(ConfigKey key) {
        String variable = '`' + key.variable() + '`';
        String variables = key.isSecret() ? variable + " or `" + key.fileVariable() + '`' : variable;
        return "| `" + key.path() + "` | " + variables + " | " + byDefault(key) + " | " + meaning(key) + " |";
    }

    private static String byDefault(ConfigKey key) {
        if (!key.doc().derived().isEmpty()) {
            return key.doc().derived();
        }
        return key.doc().byDefault().isEmpty()
                ? "none"
                : '`' + key.doc().byDefault().replace(",", ", ") + '`';
    }

    private static String meaning(ConfigKey key) {
        String choices = key.choices().isEmpty() ? "" : " One of: " + String.join(", ", key.choices()) + '.';
        String text = key.kind() == Kind.CHOICES ? choices.replace("One of", "Some of") : choices;
        return (key.doc().value() + text).replace("|", "\\|");
    }
}
