package dev.parley.watch.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CausalOrderTest {
    private static ObjectNode entry(String node, int n, long at, String step) {
        return Json.newObject()
                .put("node", node)
                .put("order", "lane")
                .put("n", n)
                .put("at", at)
                .put("step", step);
    }

    private static List<String> steps(List<ObjectNode> entries) {
        return CausalOrder.of(entries).stream()
                .map(e -> e.path("step").asText())
                .toList();
    }

    @Test
    void aSignalIsSentThenNumberedThenDeliveredWhateverTheClocksSay() {
        ObjectNode sent = entry("a", 1, 900, "sent").put("ask", "gateway.a.0/7");
        ObjectNode numbered = entry("b", 1, 100, "numbered")
                .put("ask", "gateway.a.0/7")
                .put("to", "p_B")
                .put("epoch", "e")
                .put("seq", 3);
        ObjectNode delivered = entry("c", 1, 500, "delivered")
                .put("peer", "p_B")
                .put("epoch", "e")
                .put("seq", 3);
        assertThat(steps(List.of(delivered, numbered, sent))).containsExactly("sent", "numbered", "delivered");
    }

    @Test
    void whatOneLaneSawStaysInItsOrderAndTheRestGoesByTime() {
        ObjectNode first = entry("a", 1, 50, "first");
        ObjectNode second = entry("a", 2, 40, "second");
        ObjectNode other = entry("b", 1, 45, "other");
        assertThat(steps(List.of(second, other, first))).containsExactly("other", "first", "second");
    }

    /** Histories that really happened, as clocks that are up to a second apart would tell them. */
    @Test
    void noEffectStandsBeforeItsCauseInAnyHistory() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            List<ObjectNode> told = history(random);
            Collections.shuffle(told, random);
            List<ObjectNode> ordered = CausalOrder.of(told);
            assertThat(ordered).hasSameSizeAs(told);
            for (int i = 0; i < ordered.size(); i++) {
                for (int j = i + 1; j < ordered.size(); j++) {
                    assertThat(causes(ordered.get(j), ordered.get(i)))
                            .as("%s before %s, seed %s", ordered.get(i), ordered.get(j), seed)
                            .isFalse();
                }
            }
        }
    }

    private static List<ObjectNode> history(Random random) {
        List<ObjectNode> told = new ArrayList<>();
        int[] numbers = new int[3];
        long[] skews = {random.nextInt(1_000), random.nextInt(1_000), random.nextInt(1_000)};
        for (int s = 1; s <= 10; s++) {
            String ask = "ask" + s;
            told.add(entry("a", ++numbers[0], s * 10L + skews[0], "sent").put("ask", ask));
            told.add(entry("b", ++numbers[1], s * 10L + 3 + skews[1], "numbered")
                    .put("ask", ask)
                    .put("to", "p")
                    .put("epoch", "e")
                    .put("seq", s));
            told.add(entry("c", ++numbers[2], s * 10L + 6 + skews[2], "delivered")
                    .put("peer", "p")
                    .put("epoch", "e")
                    .put("seq", s));
        }
        return told;
    }

    private static boolean causes(ObjectNode one, ObjectNode other) {
        boolean sameLane = one.path("node").equals(other.path("node"));
        boolean sameAsk = one.has("ask") && one.path("ask").equals(other.path("ask"));
        boolean samePlace = one.has("seq") && one.path("seq").equals(other.path("seq"));
        return (sameLane && one.path("n").asInt() < other.path("n").asInt())
                || (sameAsk && is(one, "sent") && is(other, "numbered"))
                || (samePlace && is(one, "numbered") && is(other, "delivered"));
    }

    private static boolean is(ObjectNode entry, String step) {
        return entry.path("step").asText().equals(step);
    }
}
