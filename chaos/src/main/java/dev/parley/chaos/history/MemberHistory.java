package dev.parley.chaos.history;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** One membership: what was seen and what was sent, each in its order. Written by one thread, read when that is done. */
public final class MemberHistory {
    private final String roomId;
    private final String peerId;
    private final List<Entry> seen = Collections.synchronizedList(new ArrayList<>());
    private final List<Sent> sent = Collections.synchronizedList(new ArrayList<>());

    private final Set<String> present = new HashSet<>();
    private final Map<String, Long> departures = new ConcurrentHashMap<>();
    private volatile boolean ended;

    public MemberHistory(String roomId, String peerId) {
        this.roomId = roomId;
        this.peerId = peerId;
    }

    public String roomId() {
        return roomId;
    }

    public String peerId() {
        return peerId;
    }

    public void saw(Entry entry) {
        ended |= entry instanceof Entry.Ended;
        if (entry instanceof Entry.Joined joined) {
            present.addAll(joined.peers());
        } else if (entry instanceof Entry.PeerJoined joined) {
            present.add(joined.peerId());
        } else if (entry instanceof Entry.PeerLeft left) {
            departed(left.peerId());
        } else if (entry instanceof Entry.Resynced resynced) {
            List.copyOf(present).stream()
                    .filter(peer -> !resynced.peers().contains(peer))
                    .forEach(this::departed);
            present.addAll(resynced.peers());
        }
        seen.add(entry);
    }

    private void departed(String peer) {
        present.remove(peer);
        departures.put(peer, System.nanoTime());
    }

    /** When it was last told that the peer is not in the room, by {@link System#nanoTime}; null when it never was. */
    public Long departureOf(String peer) {
        return departures.get(peer);
    }

    public Sent sends(String to, String data) {
        Sent signal = new Sent(to, data);
        sent.add(signal);
        return signal;
    }

    public List<Entry> seen() {
        return List.copyOf(seen);
    }

    public List<Sent> sent() {
        return List.copyOf(sent);
    }

    /** Whether its membership is over. */
    public boolean hasEnded() {
        return ended;
    }

    @Override
    public String toString() {
        return peerId + " in " + roomId;
    }
}
