package dev.parley.load.traffic;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The main of a generator process. Its first line of input is the {@link Traffic} to offer; it lets its peers in, says
 * {@code READY}, waits for {@code go}, offers the load, waits for what is on its way, and says {@code DONE}. Every second
 * it prints a {@link Tick}. When its input ends, so does it: no worker outlives its coordinator.
 */
public final class Worker {
    private static final int LOOPS = 2;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    /** As long as a signal may wait to be accepted. */
    private static final long DRAIN_MAX = 11 * SECOND;
    /** Deliveries may come a moment after the answers to their senders. */
    private static final long QUIET = SECOND / 2;

    private static final long LOOK = SECOND / 50;

    private final Tally tally = new Tally();
    private final PrintStream out;
    private volatile Tick.Phase phase = Tick.Phase.RAMP;
    private volatile long loadBegan;

    private Worker(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] args) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Worker worker = new Worker(new PrintStream(System.out, true, StandardCharsets.UTF_8));
        // whatever else is printed, by a log for one, must not get between the lines
        System.setOut(System.err);
        worker.run(Wire.read(in.readLine(), Traffic.class), in);
        // peers are left as they are: the end of the process closes their sockets
        Runtime.getRuntime().halt(0);
    }

    private void run(Traffic traffic, BufferedReader in) throws IOException {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(LOOPS).setPreferNativeTransport(true));
        Crowd crowd = await(Crowd.of(vertx, traffic, LOOPS, tally));
        daemon("ticks", this::tickEverySecond);
        await(crowd.enter());
        phase = Tick.Phase.READY;
        print(Tick.Phase.READY, -1);
        if (!Wire.GO.equals(in.readLine())) {
            return;
        }
        daemon("end-of-input", () -> endWith(in));
        load(crowd);
        crowd.audit();
        LockSupport.parkNanos(QUIET);
        int second = second();
        phase = Tick.Phase.DONE;
        print(Tick.Phase.DONE, second);
    }

    private void load(Crowd crowd) {
        loadBegan = System.nanoTime();
        phase = Tick.Phase.LOAD;
        Pacer pacer = new Pacer(crowd);
        pacer.start(loadBegan);
        long end = loadBegan + crowd.traffic().seconds() * SECOND;
        pauseUntil(end);
        pacer.stop();
        phase = Tick.Phase.DRAIN;
        long giveUp = end + DRAIN_MAX;
        while (tally.open() > 0 && System.nanoTime() < giveUp) {
            LockSupport.parkNanos(LOOK);
        }
        tally.error("signal: never settled", tally.open());
        LockSupport.parkNanos(QUIET);
    }

    /** Each line tells of one whole second since the load began, so that workers' lines fit together. */
    private void tickEverySecond() {
        long next = System.nanoTime() + SECOND;
        while (phase != Tick.Phase.DONE) {
            pauseUntil(next);
            Tick.Phase now = phase;
            if (now == Tick.Phase.READY || now == Tick.Phase.DONE || second() == 0) {
                next = System.nanoTime() + LOOK;
                continue;
            }
            print(now, second() - (now == Tick.Phase.RAMP ? 0 : 1));
            next = now == Tick.Phase.RAMP ? next + SECOND : loadBegan + (second() + 1) * SECOND;
        }
    }

    /** Whole seconds since the load began, negative before. */
    private int second() {
        return loadBegan == 0 ? -1 : (int) ((System.nanoTime() - loadBegan) / SECOND);
    }

    private void print(Tick.Phase of, int second) {
        out.println(Wire.line(tally.take(of, second)));
    }

    private static void pauseUntil(long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static void endWith(BufferedReader in) {
        try {
            while (in.readLine() != null) {
                // nothing more is said
            }
        } catch (IOException e) {
            // the same as its end
        }
        Runtime.getRuntime().halt(1);
    }

    private static void daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
