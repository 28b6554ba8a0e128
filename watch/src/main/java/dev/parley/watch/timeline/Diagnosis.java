package dev.parley.watch.timeline;

import static dev.parley.watch.timeline.Entries.is;
import static dev.parley.watch.timeline.Entries.state;
import static dev.parley.watch.timeline.Entries.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Plain rules over the entries of a timeline, in the order in which a call is set up: the first error is where to look. */
final class Diagnosis {
    /** RFC 8445 and WebRTC 1.0, section 5.6.4: the server could not be reached at all. */
    private static final int UNREACHABLE = 701;

    private static final int UNAUTHORIZED = 401;
    private static final int REFUSED_MAX = 499;

    private static final String ERROR = "error";
    private static final String WARNING = "warning";
    private static final String INFO = "info";

    private final Entries entries;
    private final List<Finding> findings = new ArrayList<>();

    private Diagnosis(Entries entries) {
        this.entries = entries;
    }

    /** @param entries in causal order; of calls that go on, as far as they have come */
    static List<Finding> of(List<ObjectNode> entries) {
        Diagnosis rules = new Diagnosis(new Entries(entries));
        rules.ring();
        rules.join();
        rules.offers();
        rules.candidates();
        rules.servers();
        rules.ice();
        rules.media();
        return List.copyOf(rules.findings);
    }

    private void ring() {
        boolean answered = entries.has("accepted");
        if (entries.has("rejected") && !answered) {
            found("ring", INFO, "declined", Map.of(), "The call was declined; nothing else was tried.");
        } else if ((entries.has("missed") || entries.has("cancelled")) && !answered && entries.has("rang")) {
            found("ring", INFO, "unanswered", Map.of(), "It rang, and nobody answered.");
        } else if ((entries.has("missed") || entries.has("cancelled")) && !answered) {
            found(
                    "ring",
                    WARNING,
                    "never-rang",
                    Map.of(),
                    "It never rang: none of the devices of those who were called was connected.");
        }
    }

    private void join() {
        long joined = entries.of("joined").map(e -> text(e, "peer")).distinct().count();
        if (entries.has("accepted") && joined == 0) {
            found("join", ERROR, "nobody-entered", Map.of(), "The call was answered, but nobody entered its room.");
        } else if (entries.has("accepted") && joined == 1) {
            found(
                    "join",
                    ERROR,
                    "one-entered",
                    Map.of(),
                    "The call was answered, but only one side entered its room: look at the page of whoever is missing.");
        }
    }

    /** For each direction: offers that nobody answered. */
    private void offers() {
        Set<List<String>> open = new LinkedHashSet<>();
        entries.signals().forEach(e -> {
            if (text(e, "kind").equals("offer")) {
                open.add(List.of(text(e, "from"), text(e, "to")));
            } else if (text(e, "kind").equals("answer")) {
                open.remove(List.of(text(e, "to"), text(e, "from")));
                // on glare one of two offers is withdrawn
                open.remove(List.of(text(e, "from"), text(e, "to")));
            }
        });
        open.forEach(pair -> unanswered(pair.get(0), pair.get(1)));
        boolean together = entries.of("joined").count() > 1;
        if (together && !entries.signalled("offer") && entries.signalled("sealed")) {
            String sentence = "Signals are end-to-end encrypted: offers and answers cannot be told apart.";
            found("offer", INFO, "sealed", Map.of(), sentence);
        } else if (together && !entries.signalled("offer")) {
            found("offer", ERROR, "no-offer", Map.of(), "Both sides are there, but nobody offered.");
        }
    }

    private void unanswered(String from, String to) {
        boolean delivered =
                entries.of("delivered").anyMatch(e -> text(e, "peer").equals(to));
        Map<String, String> about = Map.of("from", name(from), "to", name(to));
        String offer = "The offer of " + name(from);
        if (delivered) {
            String sentence = " reached " + name(to) + " and was not answered: look at the page of " + name(to) + ".";
            found("offer", ERROR, "offer-unanswered", about, offer + sentence);
        } else {
            String sentence = " never reached " + name(to) + ": its socket was away.";
            found("offer", ERROR, "offer-undelivered", about, offer + sentence);
        }
    }

    private void candidates() {
        Set<String> describing = entries.sendersOf(Set.of("offer", "answer"));
        describing.removeAll(entries.sendersOf(Set.of("ice-candidate")));
        describing.forEach(peer -> found(
                "candidates",
                WARNING,
                "no-candidates",
                Map.of("peer", name(peer)),
                name(peer) + " sent no ICE candidates: its browser found no address to offer, or is still looking."));
    }

    private void servers() {
        Map<String, Integer> failed = new LinkedHashMap<>();
        entries.of("ice-candidate-error").forEach(e -> {
            String url = e.at("/detail/url").asText("");
            if (url.startsWith("turn")) {
                failed.merge(url, e.at("/detail/code").asInt(), Math::min);
            }
        });
        String severity = entries.connected().isEmpty() ? ERROR : WARNING;
        failed.forEach((url, code) -> server(url, code, severity));
    }

    private void server(String url, int code, String severity) {
        String server = url.replaceFirst("^turns?:", "").replaceFirst("\\?.*", "");
        Map<String, String> about = Map.of("server", server, "url", url, "code", Integer.toString(code));
        String subject = "The TURN server " + server;
        if (code == UNREACHABLE) {
            String sentence = " cannot be reached: is it running, and do firewalls let " + url + " through?";
            found("turn", severity, "turn-unreachable", about, subject + sentence);
        } else if (code >= UNAUTHORIZED && code <= REFUSED_MAX) {
            String sentence =
                    " refused the credentials (" + code + "): compare its secret and clock with this server's.";
            found("turn", severity, "turn-refused", about, subject + sentence);
        } else {
            found("turn", severity, "turn-failed", about, subject + " failed with " + code + ".");
        }
    }

    private void ice() {
        Set<String> failed = new LinkedHashSet<>();
        for (ObjectNode e : entries.all()) {
            if ((is(e, "ice-connection") || is(e, "connection")) && state(e).equals("failed")) {
                failed.add(text(e, "peer"));
            } else if (state(e).equals("connected") || state(e).equals("completed")) {
                failed.remove(text(e, "peer"));
            }
        }
        failed.forEach(peer -> found(
                "ice",
                ERROR,
                "ice-failed",
                Map.of("peer", name(peer)),
                "No path for media was found from " + name(peer) + ": no pair of candidates worked. Between strict"
                        + " networks only a TURN server helps."));
    }

    private void media() {
        Set<String> silent = entries.connected();
        entries.of("first-frame").forEach(e -> silent.remove(text(e, "peer")));
        silent.forEach(peer -> found(
                "media",
                WARNING,
                "no-media",
                Map.of("peer", name(peer)),
                name(peer) + " is connected and has received no frame: is the other side's camera on?"));
    }

    private void found(String step, String severity, String rule, Map<String, String> about, String sentence) {
        findings.add(new Finding(step, severity, rule, about, sentence));
    }

    private String name(String peer) {
        return entries.name(peer);
    }
}
