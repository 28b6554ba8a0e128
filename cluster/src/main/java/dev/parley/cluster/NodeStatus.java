package dev.parley.cluster;

import dev.parley.protocol.Json;

/**
 * What a node tells the others about itself every {@link NodeDirectory#PERIOD_MS}.
 *
 * @param publicUrl where browsers reach it
 * @param ready serves clients; false while starting and while draining
 * @param wire the version of the lane encoding that it speaks
 */
public record NodeStatus(String nodeId, String publicUrl, boolean ready, int wire) {
    byte[] bytes() {
        return Json.bytes(this);
    }
}
