package dev.parley.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The other members of a room, in the order in which they joined. Confined to the loop. */
final class Roster {
    private final Map<String, PeerInfo> peers = new LinkedHashMap<>(4);

    Collection<PeerInfo> all() {
        return Collections.unmodifiableCollection(peers.values());
    }

    PeerInfo get(String peerId) {
        return peers.get(peerId);
    }

    /** @return the peer's former membership when this is another one, else null */
    PeerInfo joined(JsonNode json) {
        PeerInfo peer = PeerInfo.of(json);
        PeerInfo former = peers.put(peer.peerId(), peer);
        return former != null && former.joinedAt() != peer.joinedAt() ? former : null;
    }

    void left(String peerId) {
        peers.remove(peerId);
    }

    void updated(JsonNode event) {
        peers.computeIfPresent(event.path("peerId").asText(), (id, peer) -> peer.updated(event));
    }

    /** Takes the whole roster anew. @return the ids of those whose membership is over */
    List<String> replace(JsonNode list) {
        Map<String, PeerInfo> now = new LinkedHashMap<>();
        list.forEach(json -> now.put(json.path("peerId").asText(), PeerInfo.of(json)));
        List<String> gone = new ArrayList<>();
        for (PeerInfo old : peers.values()) {
            PeerInfo same = now.get(old.peerId());
            if (same == null || same.joinedAt() != old.joinedAt()) {
                gone.add(old.peerId());
            }
        }
        peers.clear();
        peers.putAll(now);
        return gone;
    }
}
