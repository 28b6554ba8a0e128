package dev.parley.load.traffic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** The lines between the coordinator and its workers: one JSON object each. */
final class Wire {
    /** What the coordinator says when the load is to begin. */
    static final String GO = "go";

    private static final JsonMapper JSON = new JsonMapper();

    private Wire() {}

    static String line(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** @throws IllegalArgumentException when the line is something else */
    static <T> T read(String line, Class<T> type) {
        try {
            return JSON.readValue(line, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a line of a worker: " + line, e);
        }
    }
}
