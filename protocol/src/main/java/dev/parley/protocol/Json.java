package dev.parley.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** The one JSON mapper of the control plane. Thread-safe. Signals never come here. */
public final class Json {
    private static final ObjectMapper MAPPER =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private Json() {}

    /** Parses an object. @throws Refusal {@code invalid_json} when it is not one */
    public static ObjectNode object(Slice bytes) {
        try {
            JsonNode node = MAPPER.readTree(bytes.array(), bytes.from(), bytes.length());
            if (node instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException malformed) {
            throw new Refusal(Code.INVALID_JSON, "The body is not valid JSON.");
        }
        throw new Refusal(Code.INVALID_ARGUMENT, "The body must be a JSON object.");
    }

    /** Encodes a record, a node or a map. */
    public static byte[] bytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot encode " + value.getClass(), e);
        }
    }

    public static Slice slice(Object value) {
        return Slice.of(bytes(value));
    }

    /** Decodes what {@link #bytes} wrote. */
    public static <T> T read(byte[] bytes, Class<T> type) {
        try {
            return MAPPER.readValue(bytes, type);
        } catch (IOException e) {
            throw new IllegalArgumentException("not a " + type.getSimpleName(), e);
        }
    }

    public static ObjectNode newObject() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** The record as a tree, to add fields to. */
    public static ObjectNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }
}
