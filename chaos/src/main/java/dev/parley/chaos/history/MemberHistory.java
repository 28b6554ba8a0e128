package dev.parley.chaos.history;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** One membership: what was seen and what was sent, each in its order. Written by one thread, read when that is done. */
public final class MemberHistory {
    private final String roomId;
    private final String peerId;
    private final List<Entry> seen = Collections.synchronizedList(new ArrayList<>());
    private final List<Sent> sent = Collections.synchronizedList(new ArrayList<>());

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
        seen.add(entry);
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
