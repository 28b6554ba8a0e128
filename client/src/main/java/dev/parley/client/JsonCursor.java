package dev.parley.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.parley.protocol.Slice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Walks the members of one JSON object in place and builds nothing: values are ranges of bytes. It trusts that the
 * object is valid, which the server checks of everything that it passes on; what is not valid ends in an
 * {@link IllegalArgumentException} or in nonsense, never in a loop.
 */
final class JsonCursor {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final byte[] json;
    private final int end;
    private int at;
    private int nameFrom;
    private int nameTo;
    private int valueFrom;
    private int valueTo;

    JsonCursor(Slice object) {
        json = object.array();
        end = object.to();
        at = space(object.from());
        if (at >= end || json[at] != '{') {
            throw new IllegalArgumentException("not an object");
        }
        at++;
    }

    /** Moves to the next member. @return false at the end */
    boolean next() {
        at = space(at);
        if (at < end && json[at] == ',') {
            at = space(at + 1);
        }
        if (at >= end || json[at] == '}') {
            return false;
        }
        nameFrom = at + 1;
        nameTo = string(at) - 1;
        valueFrom = space(space(nameTo + 1) + 1);
        valueTo = skip(valueFrom);
        at = valueTo;
        return true;
    }

    /** Whether the member has this name, which is plain ASCII. */
    boolean named(String name) {
        if (nameTo - nameFrom != name.length()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (json[nameFrom + i] != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The member's value, byte for byte. */
    Slice value() {
        return new Slice(json, valueFrom, valueTo);
    }

    /** The member's value as an integer, 0 when it is none. */
    long number() {
        long number = 0;
        for (int i = valueFrom; i < valueTo; i++) {
            int digit = json[i] - '0';
            if (digit < 0 || digit > 9) {
                return 0;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    /** The member's value as text, null when it is none. */
    String text() {
        if (json[valueFrom] != '"') {
            return null;
        }
        for (int i = valueFrom + 1; i < valueTo - 1; i++) {
            if (json[i] == '\\') {
                return unescaped();
            }
        }
        return new String(json, valueFrom + 1, valueTo - valueFrom - 2, StandardCharsets.UTF_8);
    }

    private String unescaped() {
        try (JsonParser parser = FACTORY.createParser(json, valueFrom, valueTo - valueFrom)) {
            parser.nextToken();
            return parser.getText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int space(int from) {
        int i = from;
        while (i < end && json[i] <= ' ') {
            i++;
        }
        return i;
    }

    /** The position after the string that begins at {@code from}. */
    private int string(int from) {
        for (int i = from + 1; i < end; i++) {
            if (json[i] == '\\') {
                i++;
            } else if (json[i] == '"') {
                return i + 1;
            }
        }
        throw new IllegalArgumentException("a text without an end");
    }

    /** The position after the value that begins at {@code from}. */
    private int skip(int from) {
        if (from >= end) {
            throw new IllegalArgumentException("a name without a value");
        }
        return switch (json[from]) {
            case '"' -> string(from);
            case '{', '[' -> nested(from);
            default -> scalar(from);
        };
    }

    private int nested(int from) {
        int depth = 0;
        int i = from;
        while (i < end) {
            byte c = json[i];
            if (c == '"') {
                i = string(i);
                continue;
            }
            i++;
            if (c == '{' || c == '[') {
                depth++;
            } else if ((c == '}' || c == ']') && --depth == 0) {
                return i;
            }
        }
        throw new IllegalArgumentException("brackets that do not close");
    }

    private int scalar(int from) {
        int i = from;
        while (i < end && json[i] != ',' && json[i] != '}' && json[i] != ']' && json[i] > ' ') {
            i++;
        }
        return i;
    }
}
