package dev.parley.client;

import java.util.ArrayList;
import java.util.List;

/** The nodes that a client may use: those it was given, and those that the server told of. Confined to the loop. */
final class Endpoints {
    private final List<String> given;
    private final boolean roam;
    private List<String> known;
    private String current;

    Endpoints(List<String> given, boolean roam) {
        this.given = given;
        this.roam = roam;
        this.known = given;
        this.current = given.get(0);
    }

    String current() {
        return current;
    }

    /** Goes on to the next, round and round. */
    void advance() {
        int at = known.indexOf(current);
        current = known.get((at + 1) % known.size());
    }

    void learn(List<String> told) {
        if (!roam) {
            return;
        }
        List<String> all = new ArrayList<>(given);
        told.stream().filter(url -> !all.contains(url)).forEach(all::add);
        known = all;
    }
}
