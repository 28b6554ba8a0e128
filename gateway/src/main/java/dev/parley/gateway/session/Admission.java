package dev.parley.gateway.session;

import dev.parley.gateway.GatewayConfig;
import dev.parley.protocol.Code;
import dev.parley.protocol.Refusal;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * How many sessions are opened at a time, so that thousands of clients that come back at once neither hold up the lane's
 * other sockets nor bury the owners in resumes. Beyond {@link #TURN} openings in {@link #TURN_MS}, or the bound on those
 * under way, they wait in a short queue; beyond that they are told when to ask again, each at a time of its own, at the
 * pace at which openings really end here. It bounds work, not what one client may do, so it is never switched off.
 * Confined to the lane.
 */
final class Admission {
    /** One opening takes about 0.1 ms of the event loop, so openings take at most a third of it while others wait. */
    static final int TURN = 16;

    static final long TURN_MS = 5;

    /** Whoever has waited for this long is told to come back, before its own patience ends. */
    static final long PATIENCE_MS = 2_000;

    /** Nobody is sent away for longer. */
    static final long AWAY_MAX_MS = 30_000;

    private static final int AWAY_MIN_MS = 250;
    private static final double FASTEST = (double) TURN_MS / TURN;
    private static final double SLOWEST = 100;
    /** Weight of the latest of the times between two openings. */
    private static final double NEWEST = 1.0 / 32;

    private final int atOnce;
    private final int waitingMax;
    private final LongSupplier monotonicMs;
    private final Timers timers;
    private final RandomGenerator random;
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private int underWay;
    private int inTurn;
    private long turnBeganAt;
    private long lastEndedAt;
    private double msEach = FASTEST;
    private double bookedUntil;
    private boolean scheduled;

    /**
     * @param atOnce openings under way, at least 1
     * @param waitingMax openings that may wait for those
     */
    Admission(int atOnce, int waitingMax, LongSupplier monotonicMs, Timers timers, RandomGenerator random) {
        this.atOnce = atOnce;
        this.waitingMax = waitingMax;
        this.monotonicMs = monotonicMs;
        this.timers = timers;
        this.random = random;
    }

    /** With one lane's share of the node's limits. @param lanes how many share them */
    static Admission of(GatewayConfig.Limits limits, int lanes, LongSupplier monotonicMs, Timers timers) {
        int atOnce = Math.max(1, limits.openingsAtOnce() / lanes);
        int waiting = limits.openingsWaiting() / lanes;
        return new Admission(atOnce, waiting, monotonicMs, timers, new SplittableRandom());
    }

    /** Runs {@code opening} now or soon. Fails with {@code unavailable} and a time to come back when too many wait. */
    <T> Future<T> admit(Supplier<Future<T>> opening) {
        if (waiting.isEmpty() && mayStart()) {
            return start(opening);
        }
        if (waiting.size() >= waitingMax) {
            return Future.failedFuture(busy());
        }
        Promise<T> opened = Promise.promise();
        waiting.add(new Waiting(monotonicMs.getAsLong(), () -> start(opening).onComplete(opened), opened::fail));
        schedule();
        return opened.future();
    }

    /** Milliseconds after which one more client that was not served should ask again; no two get the same time. */
    long comeBackMs() {
        long now = monotonicMs.getAsLong();
        bookedUntil = Math.max(bookedUntil, now + waiting.size() * msEach) + msEach;
        long wait = AWAY_MIN_MS + (long) (bookedUntil - now);
        return wait < AWAY_MAX_MS ? wait + random.nextInt(AWAY_MIN_MS) : random.nextLong(AWAY_MAX_MS / 2, AWAY_MAX_MS);
    }

    /** Openings under way. */
    int running() {
        return underWay;
    }

    /** Openings that wait for those. */
    int waiting() {
        return waiting.size();
    }

    private Refusal busy() {
        return new Refusal(
                Code.UNAVAILABLE,
                "Many clients come to this node at once. Keep the connection and open the session again later.",
                comeBackMs());
    }

    private boolean mayStart() {
        long now = monotonicMs.getAsLong();
        if (now - turnBeganAt >= TURN_MS) {
            turnBeganAt = now;
            inTurn = 0;
        }
        return underWay < atOnce && inTurn < TURN;
    }

    private <T> Future<T> start(Supplier<Future<T>> opening) {
        underWay++;
        inTurn++;
        return run(opening).onComplete(done -> ended());
    }

    private static <T> Future<T> run(Supplier<Future<T>> opening) {
        try {
            return opening.get();
        } catch (RuntimeException refused) {
            return Future.failedFuture(refused);
        }
    }

    private void ended() {
        underWay--;
        long now = monotonicMs.getAsLong();
        if (!waiting.isEmpty()) {
            double since = Math.min(SLOWEST, now - lastEndedAt);
            msEach = Math.max(FASTEST, msEach + NEWEST * (since - msEach));
        }
        lastEndedAt = now;
    }

    private void schedule() {
        if (!scheduled && !waiting.isEmpty()) {
            scheduled = true;
            timers.after(TURN_MS, this::turn);
        }
    }

    private void turn() {
        scheduled = false;
        while (!waiting.isEmpty() && isImpatient(waiting.peek())) {
            waiting.remove().refused.handle(busy());
        }
        while (!waiting.isEmpty() && mayStart()) {
            waiting.remove().opening.run();
        }
        schedule();
    }

    private boolean isImpatient(Waiting first) {
        return monotonicMs.getAsLong() - first.since >= PATIENCE_MS;
    }

    private record Waiting(long since, Runnable opening, Handler<Refusal> refused) {}
}
