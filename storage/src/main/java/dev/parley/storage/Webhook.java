package dev.parley.storage;

import dev.parley.protocol.feed.Feed;
import java.util.List;
import java.util.Set;

/**
 * Where events are sent.
 *
 * @param types of events that it gets; empty for all of its feeds
 * @param secret signs what is sent
 * @param position up to where it has been sent everything, or had it put aside
 * @param attempts how often the next event has been tried
 * @param waitMs for how long it is not to be tried yet, as of when this was read; at most 0 for now
 * @param lastError what went wrong last, null for nothing
 */
public record Webhook(
        String id,
        String url,
        Set<Feed> feeds,
        List<String> types,
        String secret,
        boolean enabled,
        long createdAtMs,
        long position,
        int attempts,
        long waitMs,
        String lastError) {

    /** Whether it gets events of this type. */
    public boolean wants(String type) {
        return types.isEmpty() || types.contains(type);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return id + " " + feeds + " up to " + position;
    }
}
