package dev.parley.client;

import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The signals that a sender still holds, by their number without a gap: settled ones that a new owner may need again,
 * and those that are not settled. Confined to the loop.
 */
final class SignalWindow {
    private Outgoing[] ring = new Outgoing[8];
    private long first = 1;
    private long base = 1;
    private long next = 1;

    Outgoing add(String to, String data, long deadline) {
        if (next - first == ring.length) {
            grow();
        }
        Outgoing outgoing = new Outgoing(next, to, data, deadline);
        ring[slot(next++)] = outgoing;
        return outgoing;
    }

    Outgoing get(long id) {
        return ring[slot(id)];
    }

    /** The lowest number that is held. */
    long first() {
        return first;
    }

    /** The lowest number that is not settled, or {@link #next} when all are. */
    long base() {
        return base;
    }

    /** The number of the signal to come. */
    long next() {
        return next;
    }

    /** Signals from the lowest that is not settled on. */
    long open() {
        return next - base;
    }

    void settle(Outgoing outgoing, long now) {
        outgoing.settled = true;
        outgoing.settledAt = now;
        while (base < next && get(base).settled) {
            base++;
        }
    }

    /**
     * Lets go of settled signals at the front: those over {@code max}, and those settled before {@code since} unless they
     * are for somebody whom nothing reaches at the moment.
     */
    void trim(int max, long since, Predicate<String> unreached) {
        while (first < base
                && (base - first > max || (get(first).settledAt < since && !unreached.test(get(first).to)))) {
            ring[slot(first++)] = null;
        }
    }

    /** A new owner knows nothing: everything that is held is to be sent again. */
    void reopen() {
        each(outgoing -> outgoing.settled = false);
        base = first;
    }

    void each(Consumer<Outgoing> action) {
        for (long id = first; id < next; id++) {
            action.accept(get(id));
        }
    }

    private int slot(long id) {
        return (int) (id & (ring.length - 1));
    }

    private void grow() {
        Outgoing[] old = ring;
        ring = new Outgoing[old.length * 2];
        for (long id = first; id < next; id++) {
            ring[slot(id)] = old[(int) (id & (old.length - 1))];
        }
    }
}
