package dev.parley.feed;

import dev.parley.cluster.EventSink;
import dev.parley.cluster.Journal;
import dev.parley.protocol.Json;
import dev.parley.protocol.feed.Feed;
import dev.parley.protocol.feed.FeedEvent;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The events of one node between the lanes that saw them and the database. Lanes put them into a queue and go on. On the
 * feed's event loop they are cut into chunks, at most every {@link #GATHER_MS}; a chunk is replicated in the cluster,
 * then written, in order, then forgotten. When the node dies {@link Adoption} writes what is left of its chunks.
 */
public final class Outbox implements EventSink {
    /** For so long events are gathered, so that the cluster has one write for many of them. */
    static final long GATHER_MS = 10;

    static final int CHUNK_MAX = 500;
    private static final int WRITE_MAX = 1_000;
    private static final long RETRY_MS = 200;
    private static final long RETRY_MAX_MS = 2_000;

    private final String nodeId;
    private final int max;
    private final Journal journal;
    private final OpenKeys openKeys;
    private final FeedMetrics metrics;
    private final Queue<FeedEvent> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicBoolean due = new AtomicBoolean();
    private final Deque<Chunk> chunks = new ArrayDeque<>();
    private final List<Promise<Void>> emptied = new ArrayList<>();
    private volatile Context context;
    private Recorder recorder;
    private long lastNumber;
    private boolean writing;
    private long retryMs = RETRY_MS;

    /** @param kept when the cluster has it, or will not */
    private record Chunk(String key, List<FeedEvent> events, Future<Void> kept) {}

    /** Asks the database which keys go on. */
    @FunctionalInterface
    interface OpenKeys {
        Future<List<String>> open(Feed feed, Collection<Integer> partitions);
    }

    /** @param max events that may wait */
    Outbox(String nodeId, int max, Journal journal, OpenKeys openKeys, FeedMetrics metrics) {
        this.nodeId = nodeId;
        this.max = max;
        this.journal = journal;
        this.openKeys = openKeys;
        this.metrics = metrics;
    }

    /** From now on what is offered goes on to the database. To be called on the feed's event loop. */
    void begin(Context feedLoop, Recorder to) {
        recorder = to;
        context = feedLoop;
        gather();
    }

    @Override
    public boolean offer(FeedEvent event) {
        if (waiting.get() >= max) {
            metrics.dropped();
            return false;
        }
        waiting.incrementAndGet();
        queue.add(event);
        if (context != null && due.compareAndSet(false, true)) {
            context.runOnContext(v -> context.owner().setTimer(GATHER_MS, t -> gather()));
        }
        return true;
    }

    @Override
    public Future<List<String>> open(Feed feed, Collection<Integer> partitions) {
        return openKeys.open(feed, partitions);
    }

    private void gather() {
        due.set(false);
        List<FeedEvent> taken = new ArrayList<>();
        for (FeedEvent event = queue.poll(); event != null; event = queue.poll()) {
            taken.add(event);
            if (taken.size() == CHUNK_MAX) {
                keep(taken);
                taken = new ArrayList<>();
            }
        }
        if (!taken.isEmpty()) {
            keep(taken);
        }
        write();
    }

    /** The database does not wait for the cluster: what is written there needs no copy. */
    private void keep(List<FeedEvent> events) {
        String key = String.format("%019d@%s", ++lastNumber, nodeId);
        chunks.add(new Chunk(key, events, journal.put(key, Json.bytes(events)).otherwiseEmpty()));
    }

    private void write() {
        if (writing || chunks.isEmpty()) {
            return;
        }
        writing = true;
        List<Chunk> taken = first();
        List<FeedEvent> events = new ArrayList<>();
        taken.forEach(chunk -> events.addAll(chunk.events));
        recorder.record(events).onComplete(done -> {
            if (done.succeeded()) {
                retryMs = RETRY_MS;
                forget(taken, events.size());
                writing = false;
                write();
            } else {
                context.owner().setTimer(retryMs, t -> {
                    writing = false;
                    write();
                });
                retryMs = Math.min(RETRY_MAX_MS, 2 * retryMs);
            }
        });
    }

    private List<Chunk> first() {
        List<Chunk> taken = new ArrayList<>();
        int events = 0;
        for (Chunk chunk : chunks) {
            events += chunk.events.size();
            if (events > WRITE_MAX) {
                break;
            }
            taken.add(chunk);
        }
        return taken;
    }

    private void forget(List<Chunk> written, int events) {
        written.forEach(chunk -> {
            chunks.remove();
            chunk.kept.onComplete(v -> journal.delete(chunk.key));
        });
        waiting.addAndGet(-events);
        if (waiting.get() == 0) {
            emptied.forEach(Promise::tryComplete);
            emptied.clear();
        }
    }

    /** Events that the database does not have yet. */
    int waiting() {
        return waiting.get();
    }

    /** Ends when nothing waits any more. Any thread. */
    Future<Void> emptied() {
        Promise<Void> promise = Promise.promise();
        if (context == null || waiting.get() == 0) {
            promise.complete();
        } else {
            context.runOnContext(v -> {
                if (waiting.get() == 0) {
                    promise.complete();
                } else {
                    emptied.add(promise);
                }
            });
        }
        return promise.future();
    }
}
