package dev.parley.chaos.report;

import dev.parley.chaos.history.Violation;
import dev.parley.chaos.traffic.Second;
import java.util.List;
import java.util.Map;

/**
 * One fault and what came of it.
 *
 * @param number of RELIABILITY.md
 * @param bound in words
 * @param skipped why it was not tried, else null
 * @param signals that were checked
 * @param failed of those: given up by their sender, neither accepted nor lost
 * @param violations by kind
 * @param sentences the first violations
 * @param seconds of traffic
 * @param begin of the fault in seconds of traffic
 * @param end of the fault, likewise
 * @param traces first lines of stack traces in the nodes' logs, with their file
 */
public record Row(
        String fault,
        String number,
        String bound,
        String skipped,
        List<Figure> figures,
        int signals,
        long failed,
        Map<Violation.Kind, Long> violations,
        List<String> sentences,
        List<Second> seconds,
        double begin,
        double end,
        List<String> traces) {

    public static Row skipped(String fault, String number, String bound, String why) {
        return new Row(fault, number, bound, why, List.of(), 0, 0, Map.of(), List.of(), List.of(), 0, 0, List.of());
    }

    /** The cluster or this program could not go on. */
    public static Row stuck(String fault, String number, String bound, String why) {
        return new Row(
                fault,
                number,
                bound,
                null,
                List.of(Figure.holds("went to its end", false)),
                0,
                0,
                Map.of(),
                List.of(why),
                List.of(),
                0,
                0,
                List.of());
    }

    /** The same, small enough to keep many. */
    public Row withoutSeconds() {
        return new Row(
                fault,
                number,
                bound,
                skipped,
                figures,
                signals,
                failed,
                violations,
                sentences,
                List.of(),
                begin,
                end,
                traces);
    }

    public long count(Violation.Kind kind) {
        return violations.getOrDefault(kind, 0L);
    }

    public long others() {
        long all = violations.values().stream().mapToLong(Long::longValue).sum();
        return all
                - count(Violation.Kind.LOST)
                - count(Violation.Kind.DOUBLED)
                - count(Violation.Kind.REORDERED)
                - count(Violation.Kind.GHOST);
    }

    /** Every bound is kept and nothing violated; so it is when it was skipped. */
    public boolean passed() {
        return violations.isEmpty() && figures.stream().allMatch(Figure::kept);
    }

    public String verdict() {
        return skipped != null ? "skipped: " + skipped : passed() ? "ok" : "FAILED";
    }
}
