package dev.parley.load.relay;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends at a fixed rate, the pairs in turn. A thread of its own keeps the beat, for timers of event loops count whole
 * milliseconds, which is more than a signal takes; it only sleeps and posts. A late beat counts as the relay's latency.
 */
final class Pacer implements Load.Running {
    private static final long SHORTEST_BEAT = TimeUnit.MICROSECONDS.toNanos(500);

    private final List<Pair> pairs;
    private final Context loop = Vertx.currentContext();
    private final long beat;
    private final int perBeat;
    private volatile boolean stopped;
    private int next;

    /** Begins at once; to be made on the generator's loop. @param perSecond at least 1 */
    Pacer(List<Pair> pairs, int perSecond) {
        this.pairs = pairs;
        long apart = TimeUnit.SECONDS.toNanos(1) / perSecond;
        this.perBeat = (int) Math.max(1, SHORTEST_BEAT / apart);
        this.beat = TimeUnit.SECONDS.toNanos(perBeat) / perSecond;
        Thread thread = new Thread(this::keepTime, "pacer");
        thread.setDaemon(true);
        thread.start();
    }

    private void keepTime() {
        for (long due = System.nanoTime() + beat; !stopped; due += beat) {
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            long at = due;
            loop.runOnContext(v -> send(at));
        }
    }

    private void send(long dueAt) {
        for (int i = 0; i < perBeat && !stopped; i++) {
            pairs.get(next).send(dueAt);
            next = (next + 1) % pairs.size();
        }
    }

    @Override
    public void settled(Pair pair) {}

    @Override
    public void stop() {
        stopped = true;
    }
}
