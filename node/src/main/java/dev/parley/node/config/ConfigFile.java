package dev.parley.node.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The values of a {@code parley.yaml}, by path. */
final class ConfigFile {

    private static final ObjectReader YAML =
            new YAMLMapper().reader().with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    private final String name;
    private final Map<String, JsonNode> values = new LinkedHashMap<>();

    private ConfigFile(String name) {
        this.name = name;
    }

    /** Reads the file whole; every unknown key or wrong type is refused with its path. */
    static Map<String, JsonNode> read(Path file) {
        ConfigFile reading = new ConfigFile(file.toString());
        reading.area("", reading.parse(file));
        return reading.values;
    }

    private JsonNode parse(Path file) {
        try {
            return YAML.readTree(Files.readString(file));
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            String place = at == null ? "" : " at line " + at.getLineNr();
            throw new ConfigException(name, "it is not valid YAML" + place + ": " + firstLine(e.getOriginalMessage()));
        } catch (IOException e) {
            throw new ConfigException(
                    name,
                    "the configuration file cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    private void area(String path, JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return;
        }
        if (!node.isObject()) {
            String where = path.isEmpty() ? name : path;
            throw new ConfigException(where, "it must be a map of keys; allowed in it: " + names(path));
        }
        node.properties().forEach(entry -> key(path, entry.getKey(), entry.getValue()));
    }

    private void key(String area, String field, JsonNode value) {
        String path = area.isEmpty() ? field : area + '.' + field;
        if (ConfigKeys.isArea(path)) {
            area(path, value);
            return;
        }
        ConfigKey key = ConfigKeys.at(path)
                .orElseThrow(() -> new ConfigException(
                        path, "there is no such key (in " + name + "); allowed here: " + names(area)));
        if (!value.isNull()) {
            values.put(path, Values.fromYaml(key, value, name));
        }
    }

    private static String names(String area) {
        return String.join(", ", ConfigKeys.namesIn(area));
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("").strip();
    }
}
