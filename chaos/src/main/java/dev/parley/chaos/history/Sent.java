package dev.parley.chaos.history;

import java.util.function.LongSupplier;

/** A signal that a client sent, and what became of it. {@code data} is unique among all that are sent. */
public final class Sent {
    /** What the sender was told. */
    public enum Outcome {
        /** Nothing, yet. */
        OPEN,
        ACCEPTED,
        /** The recipient is not in the room: nobody gets it. */
        REFUSED,
        /** It may have come or not. */
        UNCERTAIN
    }

    private final String to;
    private final String data;
    private final LongSupplier clock;
    private volatile long settledAt;
    private volatile Outcome outcome = Outcome.OPEN;

    /** @param clock as {@link System#nanoTime} */
    Sent(String to, String data, LongSupplier clock) {
        this.to = to;
        this.data = data;
        this.clock = clock;
    }

    public String to() {
        return to;
    }

    public String data() {
        return data;
    }

    /** When the sender was told, in nanoseconds of its history's clock. */
    public long settledAt() {
        return settledAt;
    }

    public Outcome outcome() {
        return outcome;
    }

    public void outcome(Outcome value) {
        settledAt = clock.getAsLong();
        outcome = value;
    }
}
