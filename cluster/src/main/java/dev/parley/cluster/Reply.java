package dev.parley.cluster;

import dev.parley.protocol.Json;
import dev.parley.protocol.Slice;

/**
 * The success of a request.
 *
 * @param body JSON
 * @param epoch where a stream of the room begins or goes on with this reply, else empty
 * @param seq the number after which it does
 */
public record Reply(Slice body, String epoch, long seq) {
    private static final Slice NOTHING = Slice.utf8("{}");

    public static Reply nothing() {
        return new Reply(NOTHING, "", 0);
    }

    /** @param value what Jackson can write as an object */
    public static Reply of(Object value) {
        return new Reply(Json.slice(value), "", 0);
    }

    public static Reply numbered(long seq) {
        return of(Json.newObject().put("seq", seq));
    }
}
