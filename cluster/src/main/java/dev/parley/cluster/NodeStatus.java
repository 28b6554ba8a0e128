package dev.parley.cluster;

import dev.parley.protocol.Json;
import java.util.Map;

/**
 * What a node tells the others about itself every {@link NodeDirectory#PERIOD_MS}.
 *
 * @param publicUrl where browsers reach it
 * @param ready serves clients; false while starting and while draining
 * @param wire the version of the lane encoding that it speaks
 * @param turn how often it has doubted its own view of the cluster, see {@link Standing}
 * @param doubtful whether it does so now: then it serves nothing
 * @param merges how often it has joined the other half of a split cluster
 * @param confirms the nodes that it hears and counts as members, each with the {@code turn} that it has heard of
 */
public record NodeStatus(
        String nodeId,
        String publicUrl,
        boolean ready,
        int wire,
        int turn,
        boolean doubtful,
        int merges,
        Map<String, Integer> confirms) {

    public NodeStatus {
        confirms = confirms == null ? Map.of() : Map.copyOf(confirms);
    }

    byte[] bytes() {
        return Json.bytes(this);
    }
}
