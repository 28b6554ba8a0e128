package dev.parley.watch.timeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The entries of a timeline, and what the rules of {@link Diagnosis} ask of them. @param all in causal order */
record Entries(List<ObjectNode> all) {
    Stream<ObjectNode> of(String step) {
        return all.stream().filter(e -> is(e, step));
    }

    /** Offers, answers, candidates … that the room's owner took. */
    Stream<ObjectNode> signals() {
        return all.stream().filter(e -> is(e, "numbered") || is(e, "kept"));
    }

    boolean has(String step) {
        return of(step).findAny().isPresent();
    }

    /** Whether a signal of this kind was taken. */
    boolean signalled(String kind) {
        return signals().anyMatch(e -> text(e, "kind").equals(kind));
    }

    /** Who sent signals of these kinds, in the order in which they began. */
    Set<String> sendersOf(Set<String> kinds) {
        return set(signals().filter(e -> kinds.contains(text(e, "kind"))), "from");
    }

    /** The peers that told that they are connected. */
    Set<String> connected() {
        return set(of("connection").filter(e -> state(e).equals("connected")), "peer");
    }

    /** A peer's user where an entry names it, else the peer's id. */
    String name(String peer) {
        return all.stream()
                .filter(e -> text(e, "peer").equals(peer) && e.has("user"))
                .map(e -> text(e, "user"))
                .findFirst()
                .orElse(peer);
    }

    static boolean is(ObjectNode e, String step) {
        return text(e, "step").equals(step);
    }

    static String text(ObjectNode e, String name) {
        return e.path(name).asText("");
    }

    /** Of a connection, as its page told it; empty where it told none. */
    static String state(ObjectNode e) {
        return e.at("/detail/state").asText();
    }

    private static Set<String> set(Stream<ObjectNode> entries, String name) {
        Set<String> values = new LinkedHashSet<>();
        entries.forEach(e -> values.add(text(e, name)));
        return values;
    }
}
