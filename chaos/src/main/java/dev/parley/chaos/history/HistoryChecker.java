package dev.parley.chaos.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Holds what clients saw against what the contract promises. Its work grows with the number of entries, and with the
 * pairs of each room. Check when nothing is under way any more, else signals count as unanswered or lost.
 */
public final class HistoryChecker {
    private final List<Violation> violations = new ArrayList<>();
    private int signals;
    private int excused;

    private HistoryChecker() {}

    /** @param histories of all members of the rooms that are checked, one for each membership */
    public static HistoryChecker check(List<MemberHistory> histories) {
        HistoryChecker checker = new HistoryChecker();
        Map<MemberHistory, Set<String>> rosters = new HashMap<>();
        Map<String, List<Grouped>> rooms = new HashMap<>();
        for (MemberHistory history : histories) {
            StreamCheck stream = new StreamCheck(history);
            checker.violations.addAll(stream.violations());
            rosters.put(history, stream.roster());
            rooms.computeIfAbsent(history.roomId(), id -> new ArrayList<>()).add(new Grouped(history));
        }
        rooms.values().forEach(room -> checker.room(room, rosters));
        return checker;
    }

    private void room(List<Grouped> members, Map<MemberHistory, Set<String>> rosters) {
        for (Grouped sender : members) {
            for (Grouped recipient : members) {
                if (sender != recipient) {
                    DeliveryCheck delivery = new DeliveryCheck(sender, recipient);
                    violations.addAll(delivery.violations());
                    excused += delivery.excused();
                }
            }
            signals += sender.history().sent().size();
        }
        Set<String> truth = new TreeSet<>();
        members.stream().filter(member -> !member.ended()).forEach(member -> truth.add(member.peerId()));
        for (Grouped member : members) {
            Set<String> roster = new TreeSet<>(rosters.get(member.history()));
            roster.add(member.peerId());
            if (!member.ended() && !roster.equals(truth)) {
                violations.add(new Violation(
                        Violation.Kind.GHOST, member.toString(), "its roster is " + roster + ", in truth " + truth));
            }
        }
    }

    public List<Violation> violations() {
        return violations;
    }

    /** How many signals were checked. */
    public int signals() {
        return signals;
    }

    /** How many were accepted and not shown, which is right: the last before one of the two was told that it is over. */
    public int excused() {
        return excused;
    }
}
