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
    /** Members that are remembered although a snapshot did not name them. */
    private static final int MISSING_MAX = 256;

    private final Map<String, PeerInfo> peers = new LinkedHashMap<>(4);
    /** A new owner may not know yet whom it will take back: the same membership, as its joinedAt tells. */
    private final Map<String, PeerInfo> missing = new LinkedHashMap<>(4) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, PeerInfo> eldest) {
            return size() > MISSING_MAX;
        }
    };

    Collection<PeerInfo> all() {
        return Collections.unmodifiableCollection(peers.values());
    }

    PeerInfo get(String peerId) {
        return peers.get(peerId);
    }

    /** @return the peer's former membership when this is another one, else null */
    PeerInfo joined(JsonNode json) {
        PeerInfo peer = PeerInfo.of(json);
        PeerInfo known = peers.put(peer.peerId(), peer);
        PeerInfo absent = missing.remove(peer.peerId());
        PeerInfo former = known != null ? known : absent;
        return former != null && former.joinedAt() != peer.joinedAt() ? former : null;
    }

    void left(String peerId) {
        peers.remove(peerId);
        missing.remove(peerId);
    }

    void updated(JsonNode event) {
        peers.computeIfPresent(event.path("peerId").asText(), (id, peer) -> peer.updated(event));
    }

    /** Takes the whole roster anew. @return the ids of those who have another membership now */
    List<String> replace(JsonNode list) {
        Map<String, PeerInfo> now = new LinkedHashMap<>();
        list.forEach(json -> now.put(json.path("peerId").asText(), PeerInfo.of(json)));
        List<String> gone = new ArrayList<>();
        missing.putAll(peers);
        peers.clear();
        now.forEach((peerId, peer) -> {
            PeerInfo former = missing.remove(peerId);
            if (former != null && former.joinedAt() != peer.joinedAt()) {
                gone.add(peerId);
            }
        });
        peers.putAll(now);
        return gone;
    }
}
