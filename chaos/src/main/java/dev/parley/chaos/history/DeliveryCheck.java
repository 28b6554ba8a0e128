package dev.parley.chaos.history;

import dev.parley.chaos.history.Violation.Kind;
import java.time.Duration;
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
    private int excused;

    DeliveryCheck(Grouped sender, Grouped recipient) {
        this.sender = sender;
        this.recipient = recipient;
    }

    /** How many were accepted and not shown, and need not have been. Of the last {@link #violations}. */
    int excused() {
        return excused;
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
     * the two was told that the other has left, for nothing is shown of a peer after its {@code peer-left}. What was accepted
     * before something that was shown is not among the last.
     */
    private void complete(List<Sent> sent, Set<String> got) {
        List<Parting> partings = partings();
        for (int i = sent.size() - 1; i >= 0; i--) {
            Sent signal = sent.get(i);
            boolean shown = got.contains(signal.data());
            if (shown) {
                partings.removeIf(parting -> parting.isAfter(signal));
            }
            if (signal.outcome() == Sent.Outcome.OPEN) {
                violation(Kind.UNANSWERED, "never answered: " + cut(signal.data()));
            } else if (signal.outcome() == Sent.Outcome.ACCEPTED && !shown) {
                missing(signal, partings);
            }
        }
    }

    private void missing(Sent signal, List<Parting> partings) {
        if (partings.stream().anyMatch(parting -> parting.excuses(signal))) {
            excused++;
        } else {
            violation(Kind.LOST, "accepted and lost: " + cut(signal.data()));
        }
    }

    private List<Parting> partings() {
        List<Parting> partings = new ArrayList<>();
        sender.history().departuresOf(recipient.peerId()).forEach(at -> partings.add(new Parting(at, false)));
        recipient.history().departuresOf(sender.peerId()).forEach(at -> partings.add(new Parting(at, false)));
        if (recipient.ended()) {
            partings.add(new Parting(recipient.history().endedAt(), true));
        }
        return partings;
    }

    /** @param end whether it is the recipient's own end: what is accepted while it leaves may be answered after that */
    private record Parting(long at, boolean end) {
        /**
         * The recipient's connection may have been gone for a resume window (30 s) before anybody was told; as much again for
         * a sender that was answered at once while the owner was late. What is older had its time to be shown.
         */
        private static final long REACH_NANOS = Duration.ofSeconds(60).toNanos();

        boolean isAfter(Sent signal) {
            return end || signal.settledAt() - at < 0;
        }

        boolean excuses(Sent signal) {
            return isAfter(signal) && at - signal.settledAt() <= REACH_NANOS;
        }
    }

    private static String cut(String data) {
        return data.length() <= SHOWN ? data : data.substring(0, SHOWN) + "…";
    }

    private void violation(Kind kind, String what) {
        violations.add(new Violation(kind, sender.peerId() + " → " + recipient, what));
    }
}
