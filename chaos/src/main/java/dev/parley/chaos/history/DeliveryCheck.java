package dev.parley.chaos.history;

import dev.parley.chaos.history.Violation.Kind;
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

    private final Grouped sender;
    private final Grouped recipient;
    private final List<Violation> violations = new ArrayList<>();

    DeliveryCheck(Grouped sender, Grouped recipient) {
        this.sender = sender;
        this.recipient = recipient;
    }

    List<Violation> violations() {
        List<Sent> sent = sender.sentTo(recipient.peerId());
        List<String> got = recipient.gotFrom(sender.peerId());
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
                violation(Kind.CHANGED, "changed or never sent: " + cut(data));
            } else if (sent.get(place.get(data)).outcome() == Sent.Outcome.REFUSED) {
                violation(Kind.REFUSED, "refused and yet delivered: " + cut(data));
            }
        }
        Map<String, Long> times =
                got.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        times.forEach((data, count) -> {
            if (count > 1) {
                violation(Kind.DOUBLED, "delivered " + count + " times: " + cut(data));
            }
        });
    }

    private void ordered(List<String> got, Map<String, Integer> place) {
        int last = -1;
        for (String data : got) {
            int at = place.getOrDefault(data, last);
            if (at < last) {
                violation(Kind.REORDERED, "out of order: " + cut(data));
            }
            last = Math.max(last, at);
        }
    }

    /**
     * Somebody whose membership has ended need not have seen the last of them; nor the last that were accepted before one of
     * the two was told that the other is not in the room, for nothing is shown of a peer after its {@code peer-left}.
     */
    private void complete(List<Sent> sent, Set<String> got) {
        boolean mayEnd = recipient.ended();
        boolean mayPart = true;
        for (int i = sent.size() - 1; i >= 0; i--) {
            Sent signal = sent.get(i);
            boolean shown = got.contains(signal.data());
            boolean parted = wasParted(signal);
            mayEnd &= !shown;
            mayPart &= !(parted && shown);
            if (signal.outcome() == Sent.Outcome.OPEN) {
                violation(Kind.UNANSWERED, "never answered: " + cut(signal.data()));
            } else if (signal.outcome() == Sent.Outcome.ACCEPTED && !shown && !mayEnd && !(parted && mayPart)) {
                violation(Kind.LOST, "accepted and lost: " + cut(signal.data()));
            }
        }
    }

    private boolean wasParted(Sent signal) {
        return isBefore(signal, sender.history().departureOf(recipient.peerId()))
                || isBefore(signal, recipient.history().departureOf(sender.peerId()));
    }

    private static boolean isBefore(Sent signal, Long departure) {
        return departure != null && signal.settledAt() - departure < 0;
    }

    private static String cut(String data) {
        return data.length() <= SHOWN ? data : data.substring(0, SHOWN) + "…";
    }

    private void violation(Kind kind, String what) {
        violations.add(new Violation(kind, sender.peerId() + " → " + recipient, what));
    }
}
