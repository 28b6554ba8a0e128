package dev.parley.load.traffic;

import dev.parley.client.Loop;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Keeps the load going from a thread of its own, which only sleeps and posts: signals in the open or the closed loop,
 * and churn. The rooms speak in turn.
 */
final class Pacer {
    /** Posting less often costs the generator less; what it adds to a latency is below this. */
    private static final long BEAT = TimeUnit.MICROSECONDS.toNanos(500);

    /** Before a room is asked again after one in which nobody was there. */
    private static final long PAUSE_MS = 10;

    private static final Runnable NOTHING = () -> {};

    private final Crowd crowd;
    private final int rooms;
    private volatile boolean stopped;

    Pacer(Crowd crowd) {
        this.crowd = crowd;
        this.rooms = crowd.traffic().rooms();
    }

    /** Offers the load until {@link #stop}. @param startNanos nanoTime of the first signal */
    void start(long startNanos) {
        if (rooms == 0) {
            return;
        }
        Thread thread = new Thread(() -> run(startNanos), "pacer");
        thread.setDaemon(true);
        thread.start();
    }

    void stop() {
        stopped = true;
    }

    private void run(long startNanos) {
        Traffic traffic = crowd.traffic();
        for (int i = 0; i < traffic.inFlight(); i++) {
            keepOneOpen(i % rooms);
        }
        Beat signals = new Beat(startNanos, traffic.rate());
        Beat churn = new Beat(startNanos, traffic.churn());
        long end = startNanos + TimeUnit.SECONDS.toNanos(traffic.seconds());
        for (long now = System.nanoTime(); !stopped; now = System.nanoTime()) {
            long until = Math.min(now, end - 1);
            say(signals.schedule, signals.done, signals.due(until));
            churn(churn.done, churn.due(until));
            if (now >= end) {
                return;
            }
            LockSupport.parkNanos(BEAT);
        }
    }

    /** Each loop picks the signals of its own rooms. */
    private void say(Schedule schedule, long from, long to) {
        if (from == to) {
            return;
        }
        int loops = crowd.loops().size();
        for (int loop = 0; loop < loops; loop++) {
            int own = loop;
            crowd.loops().get(loop).execute(() -> {
                for (long i = from; i < to; i++) {
                    int room = (int) (i % rooms);
                    if (room % loops == own) {
                        crowd.room(room).say(schedule.dueAt(i), NOTHING);
                    }
                }
            });
        }
    }

    /** The closed loop: one signal is open, and when it is settled the next one in another room. */
    private void keepOneOpen(int room) {
        if (stopped) {
            return;
        }
        Loop loop = crowd.loopOf(room);
        int next = (room + crowd.loops().size()) % rooms;
        loop.execute(() -> {
            boolean said = crowd.room(room).say(System.nanoTime(), () -> keepOneOpen(next));
            if (!said) {
                loop.after(PAUSE_MS, () -> keepOneOpen(next));
            }
        });
    }

    private void churn(long from, long to) {
        for (long i = from; i < to; i++) {
            int room = ThreadLocalRandom.current().nextInt(rooms);
            int number = ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE);
            boolean leaves = i % 2 == 0;
            crowd.loopOf(room).execute(() -> {
                Peer peer = crowd.room(room).peer(number);
                if (leaves) {
                    peer.rejoin();
                } else {
                    peer.flap();
                }
            });
        }
    }

    /** A schedule, and how much of it was handed on. */
    private static final class Beat {
        private final Schedule schedule;
        private long done;

        private Beat(long start, double perSecond) {
            schedule = perSecond > 0 ? new Schedule(start, perSecond) : null;
        }

        /** Counts on. */
        private long due(long now) {
            if (schedule != null) {
                done = schedule.dueBy(now);
            }
            return done;
        }
    }
}
