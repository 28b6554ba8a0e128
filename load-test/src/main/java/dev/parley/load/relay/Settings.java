package dev.parley.load.relay;

import java.time.Duration;
import java.util.List;

/**
 * How to measure.
 *
 * @param pairs of peers, each in a room of its own
 * @param payloadBytes of each signal
 * @param warmup signals through each relay before the first round, for the JIT
 * @param measured of each round of each load
 */
public record Settings(int pairs, int payloadBytes, long warmup, Duration measured, int rounds, List<Load> loads) {
    /** From the begin of a load until it is measured. */
    public static final Duration LEAD = Duration.ofSeconds(1);

    /** A busy machine measures with less of it. */
    public static final Duration WARMUP_MAX = Duration.ofSeconds(45);

    private static final Duration START = Duration.ofSeconds(20);

    /** About what {@code relays} take; starting, connecting and warming them up included. */
    Duration estimate(int relays) {
        Duration each = measured.plus(LEAD).multipliedBy((long) rounds * loads.size());
        return each.plus(START).multipliedBy(relays);
    }
}
