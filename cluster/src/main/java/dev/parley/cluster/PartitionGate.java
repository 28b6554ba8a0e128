package dev.parley.cluster;

import dev.parley.protocol.Epoch;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides for one owner lane whether it may serve a partition at this instant. A partition is served only while three
 * things hold: it was loaded in a term of its own, its fence has the number it had then, and the table names this node.
 * Confined to the lane's event loop.
 */
public final class PartitionGate {
    /** What to do with a message for a partition. */
    public enum Verdict {
        /** Handle it now. */
        SERVE,
        /** The partition is being loaded: hand the message to {@link #park}. */
        WAIT,
        /** Another node owns it: answer {@code moved}. */
        MOVED
    }

    /** Messages that may wait for one partition's load. */
    static final int PARKED_MAX = 10_000;

    private static final long RETRY_MS = 200;
    private static final Logger LOG = LoggerFactory.getLogger(PartitionGate.class);

    private final Vertx vertx;
    private final PartitionTable table;
    private final Fences fences;
    private final Terms termsOf;
    private final PartitionLoader loader;
    private final Map<Integer, Hold> holds = new HashMap<>();
    private long terms;

    public PartitionGate(Vertx vertx, PartitionTable table, Fences fences, Terms terms, PartitionLoader loader) {
        this.vertx = vertx;
        this.table = table;
        this.fences = fences;
        this.termsOf = terms;
        this.loader = loader;
    }

    /** May be asked for each message: two array reads and a comparison while the partition is served. */
    public Verdict admit(int partition) {
        if (table.isDoubtful()) {
            return Verdict.MOVED;
        }
        Hold hold = holds.get(partition);
        if (hold != null && fences.number(partition) == hold.fence && table.isOwner(partition)) {
            return hold.verdict();
        }
        if (hold != null && hold.state == State.SERVING) {
            drop(partition);
        }
        return hold != null && hold.state == State.LOADING ? Verdict.WAIT : begin(partition);
    }

    /** Ends every term and begins a new one, for what the cluster keeps was changed by somebody else. */
    public void retakeAll() {
        for (int partition : List.copyOf(holds.keySet())) {
            holds.get(partition).stale = true;
            retake(partition, "");
        }
    }

    /** Whether the partition is served right now; asked again after every asynchronous step, before an answer. */
    public boolean serves(int partition) {
        return admit(partition) == Verdict.SERVE;
    }

    /** Keeps a message until the load has ended, whatever its end. @return false when too many wait already */
    public boolean park(int partition, Runnable message) {
        Hold hold = holds.get(partition);
        if (hold == null || hold.parked.size() >= PARKED_MAX) {
            return false;
        }
        hold.parked.add(message);
        return true;
    }

    /** Takes up what the table gives this node and drops what it took away. To be called every second and on changes. */
    public void reconcile(int partition) {
        admit(partition);
    }

    /** Whether every partition of {@code lane} that the table gives to this node is loaded. */
    public boolean settled(int lane) {
        for (int p = 0; p < table.count(); p++) {
            if (table.laneOf(table.self(), p) == lane && table.isOwner(p) && !serves(p)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Ends the present term and begins one that is newer than {@code seen}, the epoch of a room that some lane knows
     * from another owner: so after a split of the cluster the owner that remains is believed by the lanes of both halves.
     */
    public void retake(int partition, String seen) {
        if (serves(partition)) {
            drop(partition);
            begin(partition, seen);
        }
    }

    /** How many terms this lane has begun since its start: each is an epoch of all rooms of one partition. */
    public long terms() {
        return terms;
    }

    /** How many partitions are in which state, and what waits for them; a walk over the lane's partitions. */
    public Census census() {
        int serving = 0;
        int parked = 0;
        for (Hold hold : holds.values()) {
            serving += hold.state == State.SERVING ? 1 : 0;
            parked += hold.parked.size();
        }
        return new Census(serving, holds.size() - serving, parked);
    }

    /**
     * @param serving partitions that are served
     * @param loading partitions that are being loaded, or could not be and will be again
     * @param parked messages that wait for those
     */
    public record Census(int serving, int loading, int parked) {}

    private Verdict begin(int partition) {
        return begin(partition, "");
    }

    private Verdict begin(int partition, String seen) {
        int fence = fences.number(partition);
        if (Fences.isClosed(fence) || !table.isOwner(partition)) {
            drop(partition);
            return Verdict.MOVED;
        }
        terms++;
        Hold hold = new Hold(fence);
        holds.put(partition, hold);
        newerTerm(partition, seen)
                .compose(epoch -> loader.load(partition, epoch))
                .onComplete(done -> finish(partition, hold, done));
        return holds.get(partition) == hold ? hold.verdict() : Verdict.MOVED;
    }

    private Future<Epoch> newerTerm(int partition, String seen) {
        return termsOf.next(partition)
                .compose(epoch -> Epoch.isOlder(epoch.forRoom(), seen)
                        ? newerTerm(partition, seen)
                        : Future.succeededFuture(epoch));
    }

    private void finish(int partition, Hold hold, AsyncResult<Void> loaded) {
        if (holds.get(partition) != hold) {
            return;
        }
        boolean owned = fences.number(partition) == hold.fence && table.isOwner(partition);
        if (hold.stale) {
            drop(partition);
            begin(partition);
        } else if (loaded.succeeded() && owned) {
            hold.state = State.SERVING;
        } else if (owned) {
            LOG.warn(
                    "partition {} could not be loaded, trying again: {}",
                    partition,
                    loaded.cause().toString());
            hold.state = State.FAILED;
            vertx.setTimer(RETRY_MS, t -> holds.remove(partition, hold));
        } else {
            drop(partition);
        }
        hold.release();
    }

    private void drop(int partition) {
        if (holds.remove(partition) != null) {
            loader.unload(partition);
        }
    }

    private enum State {
        LOADING,
        SERVING,
        FAILED
    }

    private static final class Hold {
        private final int fence;
        private State state = State.LOADING;
        /** What is being read was changed meanwhile. */
        private boolean stale;

        private final Queue<Runnable> parked = new ArrayDeque<>();

        private Hold(int fence) {
            this.fence = fence;
        }

        private Verdict verdict() {
            return switch (state) {
                case LOADING -> Verdict.WAIT;
                case SERVING -> Verdict.SERVE;
                case FAILED -> Verdict.MOVED;
            };
        }

        private void release() {
            for (Runnable message = parked.poll(); message != null; message = parked.poll()) {
                message.run();
            }
        }
    }
}
