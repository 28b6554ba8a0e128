package dev.parley.cluster;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether this node may believe its own view of the cluster. It may not when its process was stopped for a while (SIGSTOP,
 * a long pause of the garbage collector, a machine that slept): meanwhile its rooms may have moved, and what waits in the
 * buffers of its sockets is old. Nor while it joins the other half of a cluster that was split. Such a doubt stays until
 * another node says that it counts this one as a member, whatever the clock shows by then. Thread-safe.
 */
public final class Standing {
    /** A gap of the monotonic clock from which on the process was stopped, and not only busy. */
    static final long STOPPED_MS = 2_000;

    /** A node that finds nobody for so long is the only one left: halves that can see each other have merged by then. */
    static final long ALONE_MS = 12_000;

    private static final Logger LOG = LoggerFactory.getLogger(Standing.class);

    private final LongSupplier monotonicMs;
    private final Supplier<Set<String>> others;
    private final AtomicLong beatAt;
    private final AtomicInteger turns = new AtomicInteger();
    private final AtomicInteger merges = new AtomicInteger();
    private final AtomicReference<Doubt> doubt = new AtomicReference<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final List<Runnable> onMerge = new CopyOnWriteArrayList<>();
    private volatile boolean hadCompany;

    /**
     * @param liftable false while nobody's word counts yet: the node is between two clusters
     * @param by who has confirmed this node since
     */
    private record Doubt(int turn, String why, long since, boolean liftable, Set<String> by) {}

    /** @param others the ids of the other members of the cluster, as this node sees it */
    public Standing(LongSupplier monotonicMs, Supplier<Set<String>> others) {
        this.monotonicMs = monotonicMs;
        this.others = others;
        this.beatAt = new AtomicLong(monotonicMs.getAsLong());
    }

    /** Of a node that has no others, whose word it could need: it is never in doubt. */
    public static Standing alone() {
        return new Standing(() -> 0, Set::of);
    }

    /** Calls {@code listener}, on any thread, after a doubt has begun or ended. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /**
     * Calls {@code listener}, on any thread, after two halves of a split cluster have become one, on the nodes of both:
     * what the cluster keeps has been merged behind the backs of its owners, who should read it again.
     */
    public void onMerge(Runnable listener) {
        onMerge.add(listener);
    }

    /** To be asked before anything is served: a clock and two fields. The first to ask after a stop raises the doubt. */
    public boolean isDoubtful() {
        long now = monotonicMs.getAsLong();
        if (now - beatAt.get() >= STOPPED_MS) {
            stopped(now);
        }
        return doubt.get() != null;
    }

    /** The doubt comes before the beat: nobody who sees the beat may miss it. */
    private void stopped(long now) {
        String why = "the process was stopped for " + (now - beatAt.get()) + " ms";
        boolean company = hadCompany || !others.get().isEmpty();
        if (company) {
            set(why, true);
        }
        beatAt.accumulateAndGet(now, Math::max);
        if (company) {
            tell(why);
        } else {
            LOG.warn(why);
        }
    }

    /** To be called every 100 ms by a thread that does nothing else. */
    void beat() {
        isDoubtful();
        beatAt.accumulateAndGet(monotonicMs.getAsLong(), Math::max);
    }

    /** This node leaves its own half for the other one. */
    void merging() {
        begin("the cluster merges", false);
    }

    /** It has arrived there, and what it brought is merged. */
    void merged() {
        merges.incrementAndGet();
        begin("the cluster has merged", true);
        onMerge.forEach(Runnable::run);
    }

    /** Another node has joined this half. */
    void otherMerged() {
        LOG.info("a node has come back from another half of the cluster");
        onMerge.forEach(Runnable::run);
    }

    private void begin(String why, boolean liftable) {
        set(why, liftable);
        tell(why);
    }

    private void set(String why, boolean liftable) {
        doubt.set(new Doubt(
                turns.incrementAndGet(), why, monotonicMs.getAsLong(), liftable, ConcurrentHashMap.newKeySet()));
    }

    private void tell(String why) {
        LOG.warn("nothing is served until another node confirms this one: {}", why);
        listeners.forEach(Runnable::run);
    }

    /** Doubts so far; a confirmation must name the last one. */
    public int turn() {
        return turns.get();
    }

    /** How often this node has joined the other half of a split cluster. */
    public int merges() {
        return merges.get();
    }

    /** Why nothing is served, null while it is. */
    public String why() {
        Doubt present = doubt.get();
        return present == null ? null : present.why();
    }

    /** Whether this node sees no other in its cluster. */
    boolean isAlone() {
        return others.get().isEmpty();
    }

    boolean isMember(String nodeId) {
        return others.get().contains(nodeId);
    }

    /**
     * Another node counts this one as a member, and knows of {@code turn} of its doubts. One that is in doubt itself is
     * believed only together with all others: of a machine that slept with every node on it, but not of two nodes that
     * slept while a third went on without them.
     */
    void confirmed(String by, int turn, boolean sure) {
        Doubt present = doubt.get();
        if (present == null || !present.liftable() || present.turn() != turn || !isMember(by)) {
            return;
        }
        present.by().add(by);
        if (sure || present.by().containsAll(others.get())) {
            lift(present, "node " + by + " confirms this one");
        }
    }

    /** To be called every few seconds: a node whose others are all gone goes on alone. */
    void review() {
        boolean alone = others.get().isEmpty();
        Doubt present = doubt.get();
        if (present == null) {
            hadCompany = !alone;
        } else if (alone && present.liftable() && monotonicMs.getAsLong() - present.since() >= ALONE_MS) {
            lift(present, "no other node is left");
        }
    }

    private void lift(Doubt present, String why) {
        if (doubt.compareAndSet(present, null)) {
            long ms = monotonicMs.getAsLong() - present.since();
            LOG.info("serving again after {} ms: {}", ms, why);
            listeners.forEach(Runnable::run);
        }
    }
}
