package dev.parley.client;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The numbered stream of one room as it comes in, and which signals were seen. Numbers of one sender only grow, so the
 * latest tells them all. Confined to the loop.
 */
final class Inflow {
    /** What a frame is to the stream. */
    enum Place {
        NEXT,
        REPEAT,
        GAP,
        FOREIGN
    }

    /** Senders that are remembered, present or not; who was heard longest ago makes room. */
    private static final int SENDERS_MAX = 1_024;

    private final Map<String, Long> seen = new LinkedHashMap<>(4, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > SENDERS_MAX;
        }
    };
    private String epoch = "";
    private long seq;

    String epoch() {
        return epoch;
    }

    /** The number of the last frame that was in its place. */
    long seq() {
        return seq;
    }

    /** The stream goes on after {@code number}. */
    void startAt(String newEpoch, long number) {
        epoch = newEpoch;
        seq = number;
    }

    Place take(String ofEpoch, long number) {
        if (!ofEpoch.equals(epoch)) {
            return Place.FOREIGN;
        }
        if (number == seq + 1) {
            seq = number;
            return Place.NEXT;
        }
        return number <= seq ? Place.REPEAT : Place.GAP;
    }

    /** @return false when the sender's signal was here before */
    boolean isNew(String from, long id) {
        Long last = seen.get(from);
        if (last != null && id <= last) {
            return false;
        }
        seen.put(from, id);
        return true;
    }

    /** The peer has joined anew: its numbers begin at 1. */
    void forget(String peerId) {
        seen.remove(peerId);
    }
}
