package dev.parley.cluster;

import dev.parley.protocol.Addresses;
import dev.parley.protocol.lane.Owner;
import java.util.HashMap;
import java.util.Map;

/** A node that a router asks: the addresses of its lanes, and when it was heard last. */
final class AskedNode {
    private final String id;
    private final Map<Integer, String> addresses = new HashMap<>();
    private long heardAt;

    AskedNode(String id, long now) {
        this.id = id;
        this.heardAt = now;
    }

    String address(Owner kind, int lane) {
        return addresses.computeIfAbsent(kind.ordinal() + 2 * lane, k -> Addresses.ownerLane(kind, id, lane));
    }

    void heard(long now) {
        heardAt = now;
    }

    long heardAt() {
        return heardAt;
    }
}
