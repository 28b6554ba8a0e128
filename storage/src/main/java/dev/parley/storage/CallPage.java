package dev.parley.storage;

import dev.parley.protocol.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * Calls, newest first.
 *
 * @param cursor opaque, where the next page begins; null after the last one
 */
public record CallPage(List<CallSummary> calls, String cursor) {
    private static final long BEYOND_ALL_MS = 253_402_300_799_000L;
    private static final int CURSOR_MAX = 200;

    /** The place of a row in the order of pages. */
    record Place(long atMs, String callId) {

        /** Before the newest row, wherever that is: the end of the year 9999. */
        static final Place TOP = new Place(BEYOND_ALL_MS, "");

        String cursor() {
            byte[] text = (atMs + ":" + callId).getBytes(StandardCharsets.UTF_8);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
        }

        /** @param cursor null for the first page */
        static Place of(String cursor) {
            if (cursor == null) {
                return TOP;
            }
            try {
                String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
                int colon = text.indexOf(':');
                long atMs = Long.parseLong(text.substring(0, colon));
                if (cursor.length() <= CURSOR_MAX && atMs >= 0 && atMs <= BEYOND_ALL_MS) {
                    return new Place(atMs, text.substring(colon + 1));
                }
            } catch (IllegalArgumentException | IndexOutOfBoundsException foreign) {
                // the refusal below says it
            }
            throw Refusal.invalid("cursor must be one that an earlier page gave.");
        }
    }
}
