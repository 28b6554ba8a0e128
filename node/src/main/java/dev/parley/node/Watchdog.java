package dev.parley.node;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a node out that others cannot reach or that is stuck. It looks at several signs of life every two seconds, on a
 * thread of its own. A sign that is missing five times in a row makes the node report that it is not ready; fifteen times
 * in a row, and whoever runs the node is told to end it, for its supervisor starts a sound one faster than a stuck one
 * recovers (vertx-hazelcast issue 215: listeners that hung for days). It counts looks, not seconds, so that a process that
 * was stopped for a minute is not blamed for it.
 */
final class Watchdog implements AutoCloseable {
    static final long LOOK_MS = 2_000;
    static final int NOT_READY_AFTER = 5;
    static final int FATAL_AFTER = 15;

    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread looking = new Thread(work, "parley-watchdog");
        looking.setDaemon(true);
        return looking;
    });
    private final Map<String, Sign> signs = new LinkedHashMap<>();
    private final Consumer<String> fatal;
    private volatile String problem;

    /** @param fatal is told, once, why the node should end */
    Watchdog(Consumer<String> fatal) {
        this.fatal = fatal;
    }

    /** Before {@link #start}. @param lack the sentence for people when {@code alive} does not hold */
    Watchdog expect(String lack, BooleanSupplier alive) {
        signs.put(lack, new Sign(alive));
        return this;
    }

    /**
     * The same for what answers later, such as an event loop: it is missing while the last call has not come back.
     *
     * @param ask calls back when it is alive
     */
    Watchdog expectAnswer(String lack, Consumer<Runnable> ask) {
        AtomicBoolean answered = new AtomicBoolean(true);
        return expect(lack, () -> {
            boolean alive = answered.getAndSet(false);
            ask.accept(() -> answered.set(true));
            return alive;
        });
    }

    void start() {
        thread.scheduleWithFixedDelay(this::look, LOOK_MS, LOOK_MS, TimeUnit.MILLISECONDS);
    }

    /** Why the node is not ready, null when it is. */
    String problem() {
        return problem;
    }

    void look() {
        String worst = null;
        int longest = NOT_READY_AFTER - 1;
        for (Map.Entry<String, Sign> each : signs.entrySet()) {
            int missing = each.getValue().look();
            if (missing > longest) {
                longest = missing;
                worst = each.getKey();
            }
        }
        if (worst != null && problem == null) {
            LOG.warn("not ready: {}", worst);
        }
        problem = worst;
        if (longest == FATAL_AFTER) {
            LOG.error("this node should end: {}", worst);
            fatal.accept(worst);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private static final class Sign {
        private final BooleanSupplier alive;
        private int missing;

        private Sign(BooleanSupplier alive) {
            this.alive = alive;
        }

        private int look() {
            missing = alive.getAsBoolean() ? 0 : missing + 1;
            return missing;
        }
    }
}
