package dev.parley.cluster;

import dev.parley.protocol.Addresses;
import dev.parley.protocol.Json;
import dev.parley.protocol.lane.LaneCodec;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    private final Standing standing;
    private final Map<String, Heard> heard = new ConcurrentHashMap<>();
    private final Set<String> origins = ConcurrentHashMap.newKeySet();
    private final Queue<String> originsByAge = new ConcurrentLinkedQueue<>();
    private final Map<String, Integer> merges = new ConcurrentHashMap<>();
    private volatile long heardAt;
    private volatile boolean ready;
    private final WireAgreement agreement = new WireAgreement();
    private volatile long timer;

    /** Of a node that has no others. */
    public NodeDirectory(Vertx vertx, LongSupplier monotonicMs, String nodeId, String publicUrl) {
        this(vertx, monotonicMs, nodeId, publicUrl, Standing.alone());
    }

    /** @param standing is told which nodes confirm this one */
    public NodeDirectory(Vertx vertx, LongSupplier monotonicMs, String nodeId, String publicUrl, Standing standing) {
        this.vertx = vertx;
        this.monotonicMs = monotonicMs;
        this.nodeId = nodeId;
        this.publicUrl = publicUrl;
        this.standing = standing;
        this.heardAt = monotonicMs.getAsLong();
    }

    /** Begins to listen and to tell. */
    public Future<Void> start() {
        MessageConsumer<Buffer> consumer = vertx.eventBus().consumer(Addresses.NODES);
        consumer.handler(message -> hear(message.body().getBytes()));
        LaneCodec.speak(vertx.eventBus(), this::wire);
        timer = vertx.setPeriodic(PERIOD_MS, t -> round());
        standing.onChange(this::publish);
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

    /** The newest encoding of lane messages that all nodes heard of understand. */
    public int wire() {
        return agreement.version();
    }

    /** Why this node cannot serve beside one of the others, whose encoding is too old for it; null when it can. */
    public String misfit() {
        return agreement.misfit();
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
        return heard().stream().map(NodeStatus::nodeId).toList();
    }

    /** What the nodes heard of lately have told last, ready or not. */
    public List<NodeStatus> heard() {
        long now = monotonicMs.getAsLong();
        return heard.values().stream()
                .filter(h -> now - h.at < STALE_MS)
                .map(Heard::status)
                .toList();
    }

    /** Whether a browser's page may come from this origin, because it is that of a node, even of one that has died. */
    public boolean isNodeOrigin(String origin) {
        return origin.equals(publicUrl) || origins.contains(origin);
    }

    /** Whether another node has said of late that it hears this one; true when there is no other. */
    public boolean isHeard() {
        return standing.isAlone() || monotonicMs.getAsLong() - heardAt < STALE_MS;
    }

    public void nodeLeft(String gone) {
        heard.remove(gone);
        BusBacklog.of(vertx).nodeLeft(gone);
        compare();
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
        Heard former = heard.put(status.nodeId(), new Heard(status, monotonicMs.getAsLong()));
        compare();
        if (status.nodeId().equals(nodeId)) {
            return;
        }
        if (status.merges() > Objects.requireNonNullElse(merges.put(status.nodeId(), status.merges()), 0)) {
            standing.otherMerged();
        }
        if (status.confirms().containsKey(nodeId)) {
            heardAt = monotonicMs.getAsLong();
        }
        standing.confirmed(status.nodeId(), status.confirms().getOrDefault(nodeId, -1), !status.doubtful());
        if (former == null || former.status.turn() != status.turn()) {
            publish();
        }
    }

    /** The members that are heard. */
    private Map<String, Integer> confirms() {
        Map<String, Integer> confirmed = new HashMap<>();
        long now = monotonicMs.getAsLong();
        heard.forEach((id, h) -> {
            if (standing.isMember(id) && now - h.at < STALE_MS) {
                confirmed.put(id, h.status.turn());
            }
        });
        return confirmed;
    }

    private void compare() {
        agreement.compare(heard.values().stream().map(Heard::status));
    }

    private void remember(String origin) {
        if (origins.add(origin)) {
            originsByAge.add(origin);
            if (origins.size() > ORIGINS_MAX) {
                origins.remove(originsByAge.remove());
            }
        }
    }

    private void round() {
        if (heard.values().removeIf(h -> monotonicMs.getAsLong() - h.at >= FORGET_MS)) {
            compare();
        }
        if (merges.size() > ORIGINS_MAX) {
            merges.clear();
        }
        standing.review();
        publish();
    }

    private void publish() {
        boolean doubtful = standing.isDoubtful();
        NodeStatus status = new NodeStatus(
                nodeId,
                publicUrl,
                ready && !doubtful && misfit() == null,
                LaneCodec.WIRE_VERSION,
                standing.turn(),
                doubtful,
                standing.merges(),
                confirms());
        heard.put(nodeId, new Heard(status, monotonicMs.getAsLong()));
        EndingConnections.survive(
                Addresses.NODES, () -> vertx.eventBus().publish(Addresses.NODES, Buffer.buffer(status.bytes())));
    }

    private record Heard(NodeStatus status, long at) {}
}
