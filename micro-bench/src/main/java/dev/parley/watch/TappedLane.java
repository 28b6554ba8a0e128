package dev.parley.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A lane with a tap on everything, whose clock ticks when the benchmark says so. */
public final class TappedLane {
    private static final WatchConfig DEFAULTS = new WatchConfig(16, 100, 262_144, 500, 256, 512, 20_000, 3_600_000);
    private static final int SHARE = 25;

    private final List<Runnable> due = new ArrayList<>();
    private final Taps taps = new Taps(1);
    private final LaneWatch lane;

    /** @param sent takes what goes to the tapping node */
    public TappedLane(Consumer<Object> sent) {
        taps.add(new Tap("t", "n2", new TapSpec(">", null, false), SHARE, 0));
        lane = new LaneWatch(
                due::add,
                taps,
                DEFAULTS,
                "n1",
                "rooms",
                "rooms.n1.0",
                System::currentTimeMillis,
                (tap, message) -> sent.accept(message));
    }

    public LaneWatch lane() {
        return lane;
    }

    /** A tenth of a second is over: what is kept is sent. */
    public void flush() {
        due.forEach(Runnable::run);
        due.clear();
        taps.refill();
    }
}
