package dev.parley.chaos.history;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.LongSupplier;

/** One membership: what was seen and what was sent, each in its order. Written by one thread, read when that is done. */
public final class MemberHistory {
    private final String roomId;
    private final String peerId;
    private final LongSupplier clock;
    private final List<Entry> seen = Collections.synchronizedList(new ArrayList<>());
    private final List<Sent> sent = Collections.synchronizedList(new ArrayList<>());

    private final Departures departures = new Departures();
    private volatile Long endedAt;

    public MemberHistory(String roomId, String peerId) {
        this(roomId, peerId, System::nanoTime);
    }

    /** @param clock as {@link System#nanoTime}, the same for all members of a room */
    MemberHistory(String roomId, String peerId, LongSupplier clock) {
        this.roomId = roomId;
        this.peerId = peerId;
        this.clock = clock;
    }

    public String roomId() {
        return roomId;
    }

    public String peerId() {
        return peerId;
    }

    public void saw(Entry entry) {
        long now = clock.getAsLong();
        if (entry instanceof Entry.Ended && endedAt == null) {
            endedAt = now;
        }
        departures.saw(entry, now);
        seen.add(entry);
    }

    /** When it was told that the peer's membership is over, and the peer was not soon back, in its clock's nanoseconds. */
    List<Long> departuresOf(String peer) {
        return departures.of(peer);
    }

    /** When its own membership was over, in its clock's nanoseconds; null while it is not. */
    Long endedAt() {
        return endedAt;
    }

    public Sent sends(String to, String data) {
        Sent signal = new Sent(to, data, clock);
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
        return endedAt != null;
    }

    @Override
    public String toString() {
        return peerId + " in " + roomId;
    }
}
