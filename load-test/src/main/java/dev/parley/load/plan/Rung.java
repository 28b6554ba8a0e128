package dev.parley.load.plan;

import java.util.List;

/**
 * A load of the ladder.
 *
 * @param nodes of the cluster
 * @param connections peers in rooms
 * @param rate signals a second in all
 */
record Rung(int nodes, int connections, double rate) {
    /** So that no regressor is a multiple of another: each of them high and low beside high and low ones. */
    private static final List<Rung> FULL = List.of(
            new Rung(1, 50, 0),
            new Rung(1, 50, 400),
            new Rung(1, 400, 150),
            new Rung(1, 800, 0),
            new Rung(1, 800, 500),
            new Rung(2, 50, 0),
            new Rung(2, 50, 400),
            new Rung(2, 400, 600),
            new Rung(2, 800, 0),
            new Rung(2, 800, 300));

    private static final List<Rung> QUICK = List.of(
            new Rung(1, 20, 0),
            new Rung(1, 20, 200),
            new Rung(1, 200, 100),
            new Rung(2, 20, 0),
            new Rung(2, 20, 200),
            new Rung(2, 200, 100));

    static List<Rung> ladder(boolean quick) {
        return quick ? QUICK : FULL;
    }

    /** Never part of the fit. */
    static Rung heldOut(boolean quick) {
        return quick ? new Rung(2, 120, 150) : new Rung(2, 600, 450);
    }
}
