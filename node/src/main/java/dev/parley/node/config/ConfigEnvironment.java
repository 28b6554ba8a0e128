package dev.parley.node.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The values of the environment, by path. A variable that is set but empty counts as not set, except for a list, which it
 * empties.
 */
final class ConfigEnvironment {

    /** Names the configuration file, and is no key. */
    static final String CONFIG_VARIABLE = ConfigKey.PREFIX + "CONFIG";

    /** For the operator's command line, which may share an environment with a node. */
    private static final Set<String> OPERATORS = Set.of("PARLEY_URL", "PARLEY_TOKEN", "PARLEY_TOKEN_FILE");

    /** The names that hosting services use for a database, for the variables that they stand for. */
    private static final Map<String, String> COMMON = Map.of(
            "PARLEY_DATABASE_URL", "DATABASE_URL",
            "PARLEY_DATABASE_HOST", "DB_HOST",
            "PARLEY_DATABASE_PORT", "DB_PORT",
            "PARLEY_DATABASE_NAME", "DB_NAME",
            "PARLEY_DATABASE_USER", "DB_USER",
            "PARLEY_DATABASE_PASSWORD", "DB_PASSWORD");

    private ConfigEnvironment() {}

    /** Reads every {@code PARLEY_…} variable; unknown ones are refused. */
    static Map<String, JsonNode> read(Map<String, String> given, Path workingFolder) {
        refuseUnknown(given.keySet());
        Map<String, String> environment = withCommonNames(given);
        Map<String, JsonNode> values = new LinkedHashMap<>();
        for (ConfigKey key : ConfigKeys.all()) {
            String text = key.isSecret() ? secret(key, environment, workingFolder) : environment.get(key.variable());
            if (text != null && (!text.isEmpty() || key.kind().isList())) {
                values.put(key.path(), Values.fromText(key, text, key.variable()));
            }
        }
        return values;
    }

    /** Our own names win: an address of any form keeps the common ones from being mixed into it. */
    private static Map<String, String> withCommonNames(Map<String, String> given) {
        Map<String, String> environment = new HashMap<>(given);
        if (given.keySet().stream().noneMatch(name -> name.startsWith("PARLEY_DATABASE_"))) {
            COMMON.forEach((ours, common) -> {
                if (given.containsKey(common)) {
                    environment.put(ours, given.get(common));
                }
            });
        }
        if (!environment.getOrDefault("PARLEY_DATABASE_URL", "").isEmpty()) {
            environment.remove("PARLEY_DATABASE_HOST");
        }
        return environment;
    }

    private static String secret(ConfigKey key, Map<String, String> environment, Path workingFolder) {
        String value = environment.getOrDefault(key.variable(), "");
        String file = environment.getOrDefault(key.fileVariable(), "");
        if (file.isEmpty()) {
            return value;
        }
        if (!value.isEmpty()) {
            throw new ConfigException(
                    key.fileVariable(), "it is set together with " + key.variable() + "; allowed: one of the two");
        }
        try {
            return Files.readString(workingFolder.resolve(file)).strip();
        } catch (IOException e) {
            throw new ConfigException(
                    key.fileVariable(),
                    "the file " + file + " cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    private static void refuseUnknown(Set<String> variables) {
        Set<String> known = ConfigKeys.all().stream()
                .flatMap(key ->
                        key.isSecret() ? Stream.of(key.variable(), key.fileVariable()) : Stream.of(key.variable()))
                .collect(Collectors.toCollection(TreeSet::new));
        known.add(CONFIG_VARIABLE);
        variables.stream()
                .filter(name -> name.startsWith(ConfigKey.PREFIX) && !known.contains(name) && !OPERATORS.contains(name))
                .sorted()
                .findFirst()
                .ifPresent(name -> {
                    throw new ConfigException(name, "there is no such variable; allowed: " + similar(name, known));
                });
    }

    /** The variables of the same area, or of all areas when the area is unknown as well. */
    private static String similar(String name, Set<String> known) {
        int end = name.indexOf('_', ConfigKey.PREFIX.length());
        String area = end < 0 ? name : name.substring(0, end + 1);
        String ofTheArea =
                known.stream().filter(candidate -> candidate.startsWith(area)).collect(Collectors.joining(", "));
        return ofTheArea.isEmpty() ? String.join(", ", known) : ofTheArea;
    }
}
