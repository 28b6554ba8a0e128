package dev.parley.cluster;

import dev.parley.protocol.Addresses;
import dev.parley.protocol.Json;
import dev.parley.protocol.lane.LaneCodec;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which nodes there are and which serve clients: each node publishes its status on the bus, so what is listed here is
 * also known to be reachable over it. Reading is thread-safe; one instance for each node.
 */
public final class NodeDirectory {
    public static final long PERIOD_MS = 2_000;
    /** A node that was not heard of for this long is not offered to clients any more. */
    static final long STALE_MS = 10_000;

    private static final long FORGET_MS = 10 * STALE_MS;
    /** Origins that are remembered, so that the pages of a node that died may come to the others; the oldest make room. */
    static final int ORIGINS_MAX = 256;

    private static final Logger LOG = LoggerFactory.getLogger(NodeDirectory.class);

    private final Vertx vertx;
    private final LongSupplier monotonicMs;
    private final String nodeId;
    private final String publicUrl;
    private final Map<String, Heard> heard = new ConcurrentHashMap<>();
    private final Set<String> origins = ConcurrentHashMap.newKeySet();
    private final Queue<String> originsByAge = new ConcurrentLinkedQueue<>();
    private volatile boolean ready;
    private volatile long timer;

    public NodeDirectory(Vertx vertx, LongSupplier monotonicMs, String nodeId, String publicUrl) {
        this.vertx = vertx;
        this.monotonicMs = monotonicMs;
        this.nodeId = nodeId;
        this.publicUrl = publicUrl;
    }

    /** Begins to listen and to tell. */
    public Future<Void> start() {
        MessageConsumer<Buffer> consumer = vertx.eventBus().consumer(Addresses.NODES);
        consumer.handler(message -> hear(message.body().getBytes()));
        timer = vertx.setPeriodic(PERIOD_MS, t -> publish());
        return consumer.completion().onSuccess(v -> publish());
    }

    /** Tells no more: before Vert.x closes, whose pools end before its timers do. */
    public void stop() {
        vertx.cancelTimer(timer);
    }

    /** Tells everybody at once. */
    public void setReady(boolean value) {
        ready = value;
        publish();
    }

    public boolean isReady() {
        return ready;
    }

    /** The public URLs of the ready nodes, this one's first. */
    public List<String> endpoints() {
        long now = monotonicMs.getAsLong();
        return heard.values().stream()
                .filter(h -> h.status.ready() && now - h.at < STALE_MS)
                .map(Heard::status)
                .sorted((a, b) ->
                        Boolean.compare(b.nodeId().equals(nodeId), a.nodeId().equals(nodeId)))
                .map(NodeStatus::publicUrl)
                .distinct()
                .toList();
    }

    /** The ids of the nodes heard of lately, ready or not. */
    public List<String> nodes() {
        long now = monotonicMs.getAsLong();
        return heard.values().stream()
                .filter(h -> now - h.at < STALE_MS)
                .map(h -> h.status.nodeId())
                .toList();
    }

    /** Whether a browser's page may come from this origin, because it is that of a node, even of one that has died. */
    public boolean isNodeOrigin(String origin) {
        return origin.equals(publicUrl) || origins.contains(origin);
    }

    public void nodeLeft(String gone) {
        heard.remove(gone);
    }

    private void hear(byte[] told) {
        try {
            hear(Json.read(told, NodeStatus.class));
        } catch (IllegalArgumentException malformed) {
            LOG.warn("a node told something that is no status: {}", malformed.getMessage());
        }
    }

    private void hear(NodeStatus status) {
        remember(status.publicUrl());
        boolean isNew = heard.put(status.nodeId(), new Heard(status, monotonicMs.getAsLong())) == null;
        if (isNew && !status.nodeId().equals(nodeId)) {
            publish();
        }
    }

    private void remember(String origin) {
        if (origins.add(origin)) {
            originsByAge.add(origin);
            if (origins.size() > ORIGINS_MAX) {
                origins.remove(originsByAge.remove());
            }
        }
    }

    private void publish() {
        heard.values().removeIf(h -> monotonicMs.getAsLong() - h.at >= FORGET_MS);
        NodeStatus status = new NodeStatus(nodeId, publicUrl, ready, LaneCodec.WIRE_VERSION);
        heard.put(nodeId, new Heard(status, monotonicMs.getAsLong()));
        EndingConnections.survive(
                Addresses.NODES, () -> vertx.eventBus().publish(Addresses.NODES, Buffer.buffer(status.bytes())));
    }

    private record Heard(NodeStatus status, long at) {}
}
