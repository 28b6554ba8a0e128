package dev.parley.load.traffic;

/**
 * When the things of an open loop are due: number 0 at the start, then evenly. The moments are fixed beforehand, so that
 * latency measured from them counts the time that a late sender waited (no coordinated omission).
 *
 * @param startNanos nanoTime of number 0
 * @param perSecond above 0
 */
record Schedule(long startNanos, double perSecond) {
    private static final double NANOS = 1e9;

    long dueAt(long number) {
        return startNanos + Math.round(number * NANOS / perSecond);
    }

    /** How many are due at that moment: the numbers 0 to one less. */
    long dueBy(long nanos) {
        if (nanos < startNanos) {
            return 0;
        }
        long count = (long) ((nanos - startNanos) * perSecond / NANOS) + 1;
        // the division may round to either side of a moment that is due exactly now
        while (count > 0 && dueAt(count - 1) > nanos) {
            count--;
        }
        while (dueAt(count) <= nanos) {
            count++;
        }
        return count;
    }
}
