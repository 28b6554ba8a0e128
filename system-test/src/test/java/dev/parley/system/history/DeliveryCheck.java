package dev.parley.system.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Checks, for each pair of sender and recipient in a room, that what was accepted was shown exactly once, in its order
 * and unchanged, and that nothing else was.
 */
final class DeliveryCheck {
    private static final int SHOWN = 60;

    private final MemberHistory sender;
    private final MemberHistory recipient;
    private final List<String> violations = new ArrayList<>();

    DeliveryCheck(MemberHistory sender, MemberHistory recipient) {
        this.sender = sender;
        this.recipient = recipient;
    }

    List<String> violations() {
        List<Sent> sent = sender.sent().stream()
                .filter(signal -> signal.to().equals(recipient.peerId()))
                .toList();
        List<String> got = recipient.seen().stream()
                .filter(entry ->
                        entry instanceof Entry.Got signal && signal.from().equals(sender.peerId()))
                .map(entry -> ((Entry.Got) entry).data())
                .toList();
        Map<String, Integer> place = new HashMap<>();
        sent.forEach(signal -> place.put(signal.data(), place.size()));
        known(got, place, sent);
        ordered(got, place);
        complete(sent, new HashSet<>(got));
        return violations;
    }

    private void known(List<String> got, Map<String, Integer> place, List<Sent> sent) {
        for (String data : got) {
            if (!place.containsKey(data)) {
                violation("changed or never sent: " + cut(data));
            } else if (sent.get(place.get(data)).outcome() == Sent.Outcome.REFUSED) {
                violation("refused and yet delivered: " + cut(data));
            }
        }
        Map<String, Long> times =
                got.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        times.forEach((data, count) -> {
            if (count > 1) {
                violation("delivered " + count + " times: " + cut(data));
            }
        });
    }

    private void ordered(List<String> got, Map<String, Integer> place) {
        int last = -1;
        for (String data : got) {
            int at = place.getOrDefault(data, last);
            if (at < last) {
                violation("out of order: " + cut(data));
            }
            last = Math.max(last, at);
        }
    }

    /** Somebody whose membership has ended need not have seen the last of them. */
    private void complete(List<Sent> sent, Set<String> got) {
        boolean mayEnd = recipient.hasEnded();
        for (int i = sent.size() - 1; i >= 0; i--) {
            Sent signal = sent.get(i);
            boolean shown = got.contains(signal.data());
            mayEnd &= !shown;
            if (signal.outcome() == Sent.Outcome.OPEN) {
                violation("never answered: " + cut(signal.data()));
            } else if (signal.outcome() == Sent.Outcome.ACCEPTED && !shown && !mayEnd) {
                violation("accepted and lost: " + cut(signal.data()));
            }
        }
    }

    private static String cut(String data) {
        return data.length() <= SHOWN ? data : data.substring(0, SHOWN) + "…";
    }

    private void violation(String what) {
        violations.add(sender.peerId() + " → " + recipient + ": " + what);
    }
}
