package dev.parley.load.traffic;

import java.io.PrintStream;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Tells on stderr how far a run is: a bar that moves in a terminal, else a line now and then. */
public interface Progress extends AutoCloseable {
    /** What a run is doing now. */
    record State(int elapsed, int total, long connected, double signalsPerSecond, double p50, double p99, long errors) {
        String text() {
            return String.format(
                    Locale.ROOT,
                    "%,d connected  %,.0f signals/s  p50 %.1f ms  p99 %.1f ms  %,d errors",
                    connected,
                    signalsPerSecond,
                    p50,
                    p99,
                    errors);
        }

        /** For a terminal of 80 columns, beside a bar. */
        String brief() {
            return String.format(
                    Locale.ROOT,
                    "%d up %.0f/s p50 %.1f p99 %.1f ms %d err",
                    connected,
                    signalsPerSecond,
                    p50,
                    p99,
                    errors);
        }
    }

    void show(State state);

    @Override
    void close();

    /** The one that suits: without a terminal there is no bar. */
    static Progress onStderr() {
        return System.console() == null || "dumb".equals(System.getenv("TERM")) ? new Lines(System.err) : new Bar();
    }

    /** For runs of which only the outcome is told. */
    static Progress silent() {
        return new Progress() {
            @Override
            public void show(State state) {}

            @Override
            public void close() {}
        };
    }

    /** A line every five seconds. */
    final class Lines implements Progress {
        private static final int EVERY = 5;
        private final PrintStream out;
        private int last = -EVERY;

        Lines(PrintStream out) {
            this.out = out;
        }

        @Override
        public void show(State state) {
            if (state.elapsed() >= last + EVERY) {
                last = state.elapsed();
                out.printf(Locale.ROOT, "[%3d s of %d] %s%n", state.elapsed(), state.total(), state.text());
            }
        }

        @Override
        public void close() {}
    }

    /** One line that is written over. */
    final class Bar implements Progress {
        private static final int REDRAW_MS = 500;
        private ProgressBar bar;

        @Override
        public void show(State state) {
            if (bar == null) {
                bar = new ProgressBarBuilder()
                        .setTaskName("load")
                        .setInitialMax(state.total())
                        .setUnit(" s", 1)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(REDRAW_MS)
                        .hideEta()
                        .build();
            }
            bar.maxHint(state.total());
            bar.setExtraMessage(state.brief()).stepTo(Math.min(state.elapsed(), state.total()));
        }

        @Override
        public void close() {
            if (bar != null) {
                bar.close();
                bar = null;
            }
        }
    }
}
