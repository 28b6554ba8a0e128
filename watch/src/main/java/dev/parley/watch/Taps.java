package dev.parley.watch;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;

/** The taps that the lanes of this node serve. Thread-safe; without any, asking costs one look at a field. */
final class Taps {
    static final Tap[] NONE = {};

    private final AtomicReference<Tap[]> active = new AtomicReference<>(NONE);
    private final int most;

    Taps(int most) {
        this.most = most;
    }

    /** Not to be written to. */
    Tap[] active() {
        return active.getAcquire();
    }

    /** Null when there is none with this id. */
    Tap get(String id) {
        return Arrays.stream(active.get())
                .filter(tap -> tap.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    /** @return false when there are too many */
    boolean add(Tap tap) {
        Tap[] after = active.updateAndGet(before -> {
            if (before.length >= most) {
                return before;
            }
            Tap[] more = Arrays.copyOf(before, before.length + 1);
            more[before.length] = tap;
            return more;
        });
        return Arrays.asList(after).contains(tap);
    }

    void remove(String id) {
        keep(tap -> !tap.id().equals(id));
    }

    /** A tenth of a second is over: each may send its share again. */
    void refill() {
        for (Tap tap : active()) {
            tap.refill();
        }
    }

    /** Ends those of lanes that tell nothing any more. */
    void expire(long now) {
        keep(tap -> !tap.isOver(now));
    }

    private void keep(java.util.function.Predicate<Tap> wanted) {
        active.updateAndGet(before -> {
            Tap[] kept = Arrays.stream(before).filter(wanted).toArray(Tap[]::new);
            return kept.length == before.length ? before : kept.length == 0 ? NONE : kept;
        });
    }
}
