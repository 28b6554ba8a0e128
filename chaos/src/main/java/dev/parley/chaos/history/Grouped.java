package dev.parley.chaos.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A history sorted once by the other side of each signal, so that every pair reads only what is its own. */
final class Grouped {
    private final MemberHistory history;
    private final Map<String, List<Sent>> sent = new HashMap<>();
    private final Map<String, List<String>> got = new HashMap<>();
    private boolean ended;

    Grouped(MemberHistory history) {
        this.history = history;
        history.sent().forEach(signal -> sent.computeIfAbsent(signal.to(), to -> new ArrayList<>())
                .add(signal));
        for (Entry entry : history.seen()) {
            ended |= entry instanceof Entry.Ended;
            if (entry instanceof Entry.Got signal) {
                got.computeIfAbsent(signal.from(), from -> new ArrayList<>()).add(signal.data());
            }
        }
    }

    MemberHistory history() {
        return history;
    }

    String peerId() {
        return history.peerId();
    }

    /** What was sent to a peer, in its order. */
    List<Sent> sentTo(String peerId) {
        return sent.getOrDefault(peerId, List.of());
    }

    /** What was shown of a peer's signals, in its order. */
    List<String> gotFrom(String peerId) {
        return got.getOrDefault(peerId, List.of());
    }

    /** Whether its membership is over. */
    boolean ended() {
        return ended;
    }

    @Override
    public String toString() {
        return history.toString();
    }
}
