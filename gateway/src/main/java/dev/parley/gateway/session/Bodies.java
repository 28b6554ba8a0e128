package dev.parley.gateway.session;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.gateway.frame.FrameScanner;
import dev.parley.protocol.Fields;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.Slice;

/**
 * Bodies of requests, read for the first time. JSON may escape half of a surrogate pair, which is no Unicode text and
 * cannot be written as UTF-8 again: it is refused here, before an owner keeps or forwards it.
 */
public final class Bodies {
    /** What stands for a part of a frame that it does not have: an object without fields. */
    static final Slice NONE = Slice.utf8("{}");

    private Bodies() {}

    /** The body of the frame that was scanned last. @param bytes that were scanned */
    static Slice of(FrameScanner frame, byte[] bytes) {
        return frame.hasBody() ? new Slice(bytes, frame.bodyStart(), frame.bodyEnd()) : NONE;
    }

    /** @throws Refusal {@code invalid_json} or {@code invalid_argument} when it is not an object of Unicode texts */
    public static Fields read(Slice body) {
        Fields fields = Fields.of(body);
        if (!isUnicode(fields.json())) {
            throw Refusal.invalid("The body holds a text that is not Unicode: half of a surrogate pair.");
        }
        return fields;
    }

    private static boolean isUnicode(JsonNode node) {
        if (node.isTextual()) {
            return isUnicode(node.textValue());
        }
        for (var field : node.properties()) {
            if (!isUnicode(field.getKey())) {
                return false;
            }
        }
        for (JsonNode child : node) {
            if (!isUnicode(child)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUnicode(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }
}
