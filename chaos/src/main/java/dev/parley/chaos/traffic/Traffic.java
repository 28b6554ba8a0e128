package dev.parley.chaos.traffic;

import dev.parley.chaos.history.Sent;
import dev.parley.chaos.nodes.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Signals between random pairs of random rooms at a constant rate, whatever the nodes do. A thread of its own sends;
 * {@link #start} and {@link #stop} are for one thread, everything else for any.
 */
public final class Traffic implements AutoCloseable {
    private static final long TICK_MS = 10;

    private final ExecutorService sender = Executors.newSingleThreadExecutor(Traffic::thread);
    private final Map<Long, Signal> signals = new ConcurrentHashMap<>();
    private final int rate;
    private final RandomGenerator random;
    private Crowd crowd;
    private volatile boolean running;
    private volatile long begunAt = System.nanoTime();
    private long number;

    /** @param rate signals a second in all */
    public Traffic(int rate, RandomGenerator random) {
        this.rate = rate;
        this.random = random;
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "traffic");
        thread.setDaemon(true);
        return thread;
    }

    /** Notes that a signal was shown; the first time counts. */
    public void delivered(long which) {
        Signal signal = signals.get(which);
        if (signal != null && signal.deliveredAt == 0) {
            signal.deliveredAt = System.nanoTime();
        }
    }

    /** Forgets all signals so far, and sends. */
    public void start(Crowd to) {
        crowd = to;
        signals.clear();
        begunAt = System.nanoTime();
        running = true;
        sender.execute(this::run);
    }

    /** Sends no more; what is under way goes on. */
    public void stop() {
        running = false;
    }

    private void run() {
        long sent = 0;
        long from = System.nanoTime();
        while (running) {
            long due = (System.nanoTime() - from) * rate / TimeUnit.SECONDS.toNanos(1);
            for (; sent < due && running; sent++) {
                send();
            }
            Waiting.pause(Duration.ofMillis(TICK_MS));
        }
    }

    private void send() {
        List<Member> room = crowd.rooms().get(random.nextInt(crowd.rooms().size()));
        int from = random.nextInt(room.size());
        int to = (from + 1 + random.nextInt(room.size() - 1)) % room.size();
        Signal signal = new Signal(++number, room.get(from), room.get(to));
        signals.put(signal.number, signal);
        signal.from.witness().send(signal.to.witness(), signal.data()).onSuccess(outcome -> settle(signal, outcome));
    }

    private static void settle(Signal signal, Sent.Outcome outcome) {
        if (outcome == Sent.Outcome.ACCEPTED) {
            signal.acceptedAt = System.nanoTime();
        } else {
            signal.failed = true;
        }
    }

    /** Those since the last {@link #start}. */
    public Stream<Signal> signals() {
        return signals.values().stream();
    }

    /** Their number. */
    public int count() {
        return signals.size();
    }

    /** Whether each signal is settled, and those that were accepted have been shown. */
    public boolean isQuiet() {
        return signals().allMatch(signal -> signal.isFailed() || signal.isAccepted() && signal.isDelivered());
    }

    /**
     * Whether each signal is settled, and none has been shown for so long: what was accepted before two peers parted may
     * never be.
     */
    public boolean isStill(Duration howLong) {
        long now = System.nanoTime();
        return isSettled()
                && signals()
                        .noneMatch(signal -> signal.isDelivered() && now - signal.deliveredAt() < howLong.toNanos());
    }

    /** Whether each signal is settled. */
    public boolean isSettled() {
        return signals().allMatch(signal -> signal.isFailed() || signal.isAccepted());
    }

    /** When it was started last, {@link System#nanoTime}. */
    public long begunAt() {
        return begunAt;
    }

    /** What happened in each second since the start, up to now. */
    public List<Second> seconds() {
        long now = System.nanoTime();
        List<Second.Builder> all = new ArrayList<>();
        for (int i = 0; i <= (now - begunAt) / TimeUnit.SECONDS.toNanos(1); i++) {
            all.add(new Second.Builder(i));
        }
        signals().forEach(signal -> {
            at(all, signal.acceptedAt, slot -> slot.accepted(signal.acceptSeconds()));
            at(all, signal.deliveredAt, Second.Builder::delivered);
        });
        return all.stream().map(Second.Builder::build).toList();
    }

    private void at(List<Second.Builder> all, long time, Consumer<Second.Builder> what) {
        int slot = (int) ((time - begunAt) / TimeUnit.SECONDS.toNanos(1));
        if (time != 0 && slot < all.size()) {
            what.accept(all.get(slot));
        }
    }

    @Override
    public void close() {
        running = false;
        sender.shutdown();
    }
}
