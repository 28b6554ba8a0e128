package dev.parley.chaos.history;

import dev.parley.chaos.history.Violation.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks what one client saw, in order: its numbers, and who was in the room when. */
final class StreamCheck {
    private final MemberHistory history;
    private final List<Violation> violations = new ArrayList<>();
    private final Set<String> present = new HashSet<>();
    private final Set<String> former = new HashSet<>();
    private String epoch;
    private long seq;
    private boolean ended;

    StreamCheck(MemberHistory history) {
        this.history = history;
    }

    List<Violation> violations() {
        history.seen().forEach(this::check);
        return violations;
    }

    /** Who is in the room beside the client itself, by what it saw. */
    Set<String> roster() {
        return present;
    }

    private void check(Entry entry) {
        if (ended) {
            violation(Kind.UNTIMELY, "saw " + entry + " after the end of its membership");
        } else if (entry instanceof Entry.Joined joined) {
            begin(joined.epoch(), joined.seq(), joined.peers().keySet());
        } else if (entry instanceof Entry.Resynced resynced) {
            begin(resynced.epoch(), resynced.seq(), resynced.peers().keySet());
        } else if (entry instanceof Entry.Numbered numbered) {
            number(numbered);
        } else if (entry instanceof Entry.PeerJoined joined) {
            present.add(joined.peerId());
            former.remove(joined.peerId());
        } else if (entry instanceof Entry.PeerLeft left) {
            present.remove(left.peerId());
            former.add(left.peerId());
        } else if (entry instanceof Entry.Got got) {
            signal(got);
        } else if (entry instanceof Entry.Ended) {
            ended = true;
        }
    }

    private void begin(String newEpoch, long number, Set<String> peers) {
        epoch = newEpoch;
        seq = number;
        former.addAll(present);
        present.clear();
        present.addAll(peers);
        former.removeAll(peers);
    }

    private void number(Entry.Numbered numbered) {
        if (!numbered.epoch().equals(epoch)) {
            violation(Kind.GAP, "foreign epoch: " + numbered + " in a stream of " + epoch);
        } else if (numbered.seq() <= seq) {
            violation(Kind.GAP, "repeat: " + numbered.seq() + " after " + seq);
        } else if (numbered.seq() > seq + 1) {
            violation(Kind.GAP, "gap: " + numbered.seq() + " after " + seq);
        }
        seq = Math.max(seq, numbered.seq());
    }

    private void signal(Entry.Got got) {
        if (!got.roomId().equals(history.roomId()) || !got.to().equals(history.peerId())) {
            violation(Kind.MISDIRECTED, "wrong room: a signal for " + got.to() + " in " + got.roomId());
        }
        if (!present.contains(got.from())) {
            String when = former.contains(got.from()) ? "after peer-left" : "before peer-joined";
            violation(Kind.UNTIMELY, when + ": a signal from " + got.from());
        }
    }

    private void violation(Kind kind, String what) {
        violations.add(new Violation(kind, history.toString(), what));
    }
}
