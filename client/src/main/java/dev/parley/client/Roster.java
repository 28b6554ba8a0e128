package dev.parley.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The other members of a room, in the order in which they joined. Confined to the loop. */
final class Roster {
    /** Members that are remembered although they are not in the room by what was told last. */
    private static final int ABSENT_MAX = 256;

    private final Map<String, PeerInfo> peers = new LinkedHashMap<>(4);
    /**
     * A new owner may not know yet whom it will take back, and one half of a split cluster lets people leave who come back
     * when it is whole: that is the same membership, as its joinedAt tells.
     */
    private final Map<String, PeerInfo> absent = new LinkedHashMap<>(4) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, PeerInfo> eldest) {
            return size() > ABSENT_MAX;
        }
    };

    Collection<PeerInfo> all() {
        return Collections.unmodifiableCollection(peers.values());
    }

    /** Who was in the room and is not, by what was told last; the eldest are forgotten. */
    Set<String> absent() {
        return Collections.unmodifiableSet(absent.keySet());
    }

    PeerInfo get(String peerId) {
        return peers.get(peerId);
    }

    /** @return the peer's former membership when this is another one, else null */
    PeerInfo joined(JsonNode json) {
        PeerInfo peer = PeerInfo.of(json);
        PeerInfo known = peers.put(peer.peerId(), peer);
        PeerInfo away = absent.remove(peer.peerId());
        PeerInfo former = known != null ? known : away;
        return former != null && former.joinedAt() != peer.joinedAt() ? former : null;
    }

    void left(String peerId) {
        PeerInfo gone = peers.remove(peerId);
        if (gone != null) {
            absent.put(peerId, gone);
        }
    }

    void updated(JsonNode event) {
        peers.computeIfPresent(event.path("peerId").asText(), (id, peer) -> peer.updated(event));
    }

    /** Takes the whole roster anew. @return the ids of those who have another membership now */
    List<String> replace(JsonNode list) {
        Map<String, PeerInfo> now = new LinkedHashMap<>();
        list.forEach(json -> now.put(json.path("peerId").asText(), PeerInfo.of(json)));
        List<String> gone = new ArrayList<>();
        absent.putAll(peers);
        peers.clear();
        now.forEach((peerId, peer) -> {
            PeerInfo former = absent.remove(peerId);
            if (former != null && former.joinedAt() != peer.joinedAt()) {
                gone.add(peerId);
            }
        });
        peers.putAll(now);
        return gone;
    }
}
