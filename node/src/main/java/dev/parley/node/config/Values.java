package dev.parley.node.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Turns what somebody wrote into a node of the key's type, or says what is allowed. */
final class Values {

    private static final Set<String> ON = Set.of("true", "on", "yes");
    private static final Set<String> OFF = Set.of("false", "off", "no");

    private Values() {}

    /** A value of the YAML file; {@code source} names the file for the message. */
    static JsonNode fromYaml(ConfigKey key, JsonNode value, String source) {
        if (key.kind().isList() && value.isArray()) {
            return list(key, StreamSupport.stream(value.spliterator(), false), source);
        }
        return switch (key.kind()) {
            case WHOLE_NUMBER -> {
                if (!value.isIntegralNumber() || !value.canConvertToInt()) {
                    throw refused(key, value.asText(value.toString()), source);
                }
                yield value;
            }
            case SWITCH -> value.isBoolean() ? value : fromText(key, word(key, value, source), source);
            case TEXTS, PATHS, CHOICES -> throw refused(key, value.asText(value.toString()), source);
            case TEXT, PATH, SECRET, CREDENTIAL, CHOICE -> fromText(key, word(key, value, source), source);
        };
    }

    /** A value of the environment, or a default; {@code source} names the variable for the message. */
    static JsonNode fromText(ConfigKey key, String text, String source) {
        return switch (key.kind()) {
            case TEXT, PATH, CREDENTIAL -> TextNode.valueOf(text);
            case SECRET -> TextNode.valueOf(Secret.longEnough(key.path(), text));
            case WHOLE_NUMBER -> wholeNumber(key, text, source);
            case SWITCH -> onOrOff(key, text, source);
            case CHOICE -> choice(key, text, source);
            case TEXTS, PATHS, CHOICES ->
                list(
                        key,
                        Arrays.stream(text.split(","))
                                .map(String::strip)
                                .filter(part -> !part.isEmpty())
                                .map(TextNode::valueOf),
                        source);
        };
    }

    private static ArrayNode list(ConfigKey key, Stream<? extends JsonNode> values, String source) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        values.map(value -> word(key, value, source))
                .map(word -> key.kind() == Kind.CHOICES ? choice(key, word, source) : TextNode.valueOf(word))
                .forEach(list::add);
        return list;
    }

    private static String word(ConfigKey key, JsonNode value, String source) {
        if (!value.isTextual()) {
            throw refused(key, value.isContainerNode() ? value.toString() : value.asText(), source);
        }
        return value.textValue();
    }

    private static JsonNode wholeNumber(ConfigKey key, String text, String source) {
        try {
            return IntNode.valueOf(Integer.parseInt(text.strip()));
        } catch (NumberFormatException e) {
            throw refused(key, text, source);
        }
    }

    private static JsonNode onOrOff(ConfigKey key, String text, String source) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        if (!ON.contains(word) && !OFF.contains(word)) {
            throw refused(key, text, source);
        }
        return BooleanNode.valueOf(ON.contains(word));
    }

    private static JsonNode choice(ConfigKey key, String text, String source) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        if (!key.choices().contains(word)) {
            throw refused(key, text, source);
        }
        return TextNode.valueOf(word);
    }

    private static ConfigException refused(ConfigKey key, String value, String source) {
        String shown = key.isSecret() ? "its value" : '"' + value + '"';
        return new ConfigException(
                key.path(), shown + " (from " + source + ") is not allowed; allowed: " + key.allowed());
    }
}
