package dev.parley.protocol.feed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.Json;

/**
 * An event as readers get it.
 *
 * @param position its place in the feed: positions only grow, with gaps, and none is given out behind one that could be read
 * @param late it was told after its room, call or person had begun a later epoch: a thing of the past, that changes no state
 */
public record ToldEvent(long position, boolean late, FeedEvent event) {
    /** {@code {id, position, feed, key, epoch, n, type, at, node, late?, data}}. */
    public ObjectNode json() {
        ObjectNode json = Json.newObject()
                .put("id", event.id())
                .put("position", position)
                .put("feed", event.feed().wire())
                .put("key", event.key())
                .put("epoch", event.epoch())
                .put("n", event.n())
                .put("type", event.type())
                .put("at", event.at())
                .put("node", event.node());
        if (late) {
            json.put("late", true);
        }
        json.set("data", event.data());
        return json;
    }
}
