package dev.parley.watch.timeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Orders what lanes of several nodes remember so that no effect stands before its cause, however far their clocks are apart:
 * what one lane, or one page, saw stays in its order; a signal is sent before it gets its place, and gets it before it is
 * delivered. Between what is not related the clock decides. Kahn's algorithm, with a queue by time.
 */
final class CausalOrder {
    private static final Comparator<Item> BY_TIME = Comparator.comparingLong((Item i) -> i.at)
            .thenComparing(i -> i.lane)
            .thenComparingLong(i -> i.number);

    private final List<Item> items = new ArrayList<>();

    private CausalOrder(List<ObjectNode> entries) {
        entries.forEach(entry -> items.add(new Item(entry)));
    }

    /** @param entries with {@code node}, {@code order} (the lane), {@code n} (its place there), {@code at} and {@code step} */
    static List<ObjectNode> of(List<ObjectNode> entries) {
        CausalOrder order = new CausalOrder(entries);
        order.keepLanes();
        order.follow("sent", CausalOrder::ask, List.of("numbered", "kept", "repeated"), CausalOrder::ask);
        order.follow("numbered", e -> place(e, "to"), List.of("delivered"), e -> place(e, "peer"));
        order.follow("kept", e -> place(e, "to"), List.of("delivered"), e -> place(e, "peer"));
        return order.sorted();
    }

    private static String ask(ObjectNode entry) {
        return entry.path("ask").textValue();
    }

    private static String place(ObjectNode entry, String recipient) {
        return entry.path(recipient).asText()
                + ' '
                + entry.path("epoch").asText()
                + ' '
                + entry.path("seq").asLong();
    }

    private void keepLanes() {
        Map<String, Item> last = new HashMap<>();
        items.sort(Comparator.comparing((Item i) -> i.lane).thenComparingLong(i -> i.number));
        for (Item item : items) {
            Item before = last.put(item.lane, item);
            if (before != null) {
                before.precedes(item);
            }
        }
    }

    /** Entries of the step {@code cause} come before those of {@code effects} that have the same key. */
    private void follow(
            String cause,
            java.util.function.Function<ObjectNode, String> causeKey,
            List<String> effects,
            java.util.function.Function<ObjectNode, String> effectKey) {
        Map<String, Item> causes = new HashMap<>();
        for (Item item : items) {
            if (item.isOf(cause) && causeKey.apply(item.entry) != null) {
                causes.putIfAbsent(causeKey.apply(item.entry), item);
            }
        }
        for (Item item : items) {
            Item before = effects.stream().anyMatch(item::isOf) ? causes.get(effectKey.apply(item.entry)) : null;
            if (before != null) {
                before.precedes(item);
            }
        }
    }

    private List<ObjectNode> sorted() {
        PriorityQueue<Item> ready = new PriorityQueue<>(BY_TIME);
        items.stream().filter(i -> i.causes == 0).forEach(ready::add);
        List<ObjectNode> sorted = new ArrayList<>(items.size());
        while (!ready.isEmpty()) {
            Item next = ready.remove();
            sorted.add(next.entry);
            for (Item effect : next.effects) {
                if (--effect.causes == 0) {
                    ready.add(effect);
                }
            }
        }
        return sorted;
    }

    private static final class Item {
        private final ObjectNode entry;
        private final String lane;
        private final long number;
        private final long at;
        private final List<Item> effects = new ArrayList<>(2);
        private int causes;

        private Item(ObjectNode entry) {
            this.entry = entry;
            this.lane = entry.path("node").asText() + ' ' + entry.path("order").asText();
            this.number = entry.path("n").asLong();
            this.at = entry.path("at").asLong();
        }

        private boolean isOf(String step) {
            return entry.path("step").asText().equals(step);
        }

        private void precedes(Item effect) {
            effects.add(effect);
            effect.causes++;
        }
    }
}
