package dev.parley.system.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Holds what clients saw against what the contract promises. Every violation is one sentence. */
public final class HistoryChecker {
    private final List<String> violations = new ArrayList<>();
    private int signals;

    private HistoryChecker() {}

    public static HistoryChecker check(List<MemberHistory> histories) {
        HistoryChecker checker = new HistoryChecker();
        Map<String, Set<String>> rosters = new HashMap<>();
        for (MemberHistory history : histories) {
            StreamCheck stream = new StreamCheck(history);
            checker.violations.addAll(stream.violations());
            rosters.put(history.peerId() + history.roomId(), stream.roster());
        }
        histories.stream()
                .collect(Collectors.groupingBy(MemberHistory::roomId))
                .values()
                .forEach(room -> checker.room(room, rosters));
        return checker;
    }

    private void room(List<MemberHistory> members, Map<String, Set<String>> rosters) {
        for (MemberHistory sender : members) {
            for (MemberHistory recipient : members) {
                if (sender != recipient) {
                    violations.addAll(new DeliveryCheck(sender, recipient).violations());
                }
            }
            signals += sender.sent().size();
        }
        Set<String> truth = new TreeSet<>();
        members.stream().filter(member -> !member.hasEnded()).forEach(member -> truth.add(member.peerId()));
        for (MemberHistory member : members) {
            Set<String> roster = new TreeSet<>(rosters.get(member.peerId() + member.roomId()));
            roster.add(member.peerId());
            if (!member.hasEnded() && !roster.equals(truth)) {
                violations.add(member + ": its roster is " + roster + ", in truth " + truth);
            }
        }
    }

    public List<String> violations() {
        return violations;
    }

    /** How many signals were checked. */
    public int signals() {
        return signals;
    }
}
