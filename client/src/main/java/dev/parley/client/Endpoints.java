package dev.parley.client;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** The nodes that a client may use: those it was given, and those that the server told of. Confined to the loop. */
final class Endpoints {
    /** A node that drains, or cannot be reached, is the last to be tried for this long: the time that it has to end. */
    static final long AVOIDED_MS = 30_000;

    private final List<String> given;
    private final boolean roam;
    private final RandomGenerator random;
    private final Map<String, Long> avoidedUntil = new HashMap<>(2);
    private List<String> known;
    private String current;

    Endpoints(List<String> given, boolean roam, RandomGenerator random) {
        this.given = given;
        this.roam = roam;
        this.random = random;
        this.known = given;
        this.current = given.get(0);
    }

    String current() {
        return current;
    }

    /**
     * The present node is about to end, or does not answer. Both count alike, so that a dead one is not tried again and
     * again while those that drained before it are back long since.
     */
    void avoid(long now) {
        avoidedUntil.put(current, now + AVOIDED_MS);
    }

    /** The present node serves. */
    void works() {
        avoidedUntil.remove(current);
    }

    /** Goes on to the next, round and round; to one that is avoided only when there is no other, the earliest first. */
    void advance(long now) {
        int at = known.indexOf(current);
        String best = null;
        for (int i = 1; i <= known.size(); i++) {
            String next = known.get((at + i) % known.size());
            if (best == null || until(next, now) < until(best, now)) {
                best = next;
            }
        }
        current = best;
    }

    private long until(String url, long now) {
        return Math.max(now, avoidedUntil.getOrDefault(url, now));
    }

    /** Every client goes round in an order of its own: those that lose one node do not all go to the same other. */
    void learn(List<String> told) {
        if (!roam) {
            return;
        }
        List<String> all = new ArrayList<>(given);
        told.stream().filter(url -> !all.contains(url)).forEach(all::add);
        if (!new HashSet<>(all).equals(new HashSet<>(known)) || known == given) {
            shuffle(all);
            known = all;
            avoidedUntil.keySet().retainAll(all);
        }
    }

    private void shuffle(List<String> all) {
        for (int i = all.size() - 1; i > 0; i--) {
            Collections.swap(all, i, random.nextInt(i + 1));
        }
    }
}
