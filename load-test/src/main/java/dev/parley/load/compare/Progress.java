package dev.parley.load.compare;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Tells how far the run is, and how long the rest takes by what the planned steps took so far. */
final class Progress {
    private static final double LEAST_PACE = 0.3;

    private final PrintStream out;
    private final double planned;
    private final long startedAt = System.nanoTime();
    private double done;

    /** @param plannedSeconds of all steps together */
    Progress(PrintStream out, double plannedSeconds) {
        this.out = out;
        this.planned = plannedSeconds;
    }

    /** Tells something on the way. */
    void tell(String line) {
        double elapsed = (System.nanoTime() - startedAt) / (double) TimeUnit.SECONDS.toNanos(1);
        double pace = done == 0 ? 1 : Math.max(LEAST_PACE, elapsed / done);
        double left = Math.max(0, planned - done) * pace;
        out.printf(Locale.ROOT, "[%4.0f s, about %s left] %s%n", elapsed, time(left), line);
    }

    /** A step that was planned with so many seconds is done. */
    void step(double seconds, String line) {
        done += seconds;
        tell(line);
    }

    private static String time(double seconds) {
        return seconds < 100
                ? String.format(Locale.ROOT, "%.0f s", seconds)
                : String.format(Locale.ROOT, "%.0f min", seconds / 60);
    }
}
