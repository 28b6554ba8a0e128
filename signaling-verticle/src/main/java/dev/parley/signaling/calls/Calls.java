package dev.parley.signaling.calls;

import dev.parley.cluster.AsyncStore;
import dev.parley.cluster.MovedException;
import dev.parley.cluster.PartitionLoader;
import dev.parley.protocol.Epoch;
import dev.parley.protocol.Json;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The calls of one lane, each step written through to the cluster before it counts. Confined to the lane. */
public final class Calls implements PartitionLoader {
    private static final Logger LOG = LoggerFactory.getLogger(Calls.class);

    private final AsyncStore store;
    private final ToIntFunction<String> partitionOf;
    private final IntPredicate serves;
    private final CallWatch watch;
    private final CallFeed feed;
    private final Map<String, Call> byId = new HashMap<>();
    private final Map<String, Long> archived = new HashMap<>();
    private final Turns turns = new Turns();

    /**
     * @param store {@code parley.calls}
     * @param serves whether this lane serves a partition now; asked again after each write
     */
    public Calls(
            AsyncStore store, ToIntFunction<String> partitionOf, IntPredicate serves, CallWatch watch, CallFeed feed) {
        this.store = store;
        this.partitionOf = partitionOf;
        this.serves = serves;
        this.watch = watch;
        this.feed = feed;
    }

    /** Null when this lane has none with this id. */
    Call get(String callId) {
        return byId.get(callId);
    }

    /** Whether it is here. */
    public boolean has(String callId) {
        return byId.containsKey(callId);
    }

    Collection<Call> all() {
        return List.copyOf(byId.values());
    }

    /** Takes one step; {@code step} gets the call as it is then (null for none) and returns it as it is to be. */
    Future<Call> step(String callId, UnaryOperator<Call> step) {
        return turns.take(callId, () -> {
            check(callId);
            Call before = byId.get(callId);
            Call after = step.apply(before);
            return after == before ? Future.succeededFuture(after) : write(before, after);
        });
    }

    /** The same for a step that has to wait for something itself. */
    Future<Call> begin(String callId, Supplier<Future<Call>> beginning) {
        return turns.take(callId, () -> {
            check(callId);
            Call known = byId.get(callId);
            return known != null
                    ? Future.succeededFuture(known)
                    : beginning.get().compose(call -> write(null, call));
        });
    }

    private Future<Call> write(Call before, Call after) {
        Call call = feed.note(before, after);
        return store.put(call.callId(), Json.bytes(call)).map(v -> {
            check(call.callId());
            watch.stepped(byId.put(call.callId(), call), call);
            feed.tell(before, call);
            return call;
        });
    }

    /** The archive has the call as of this version. */
    void archived(Call call) {
        if (byId.containsKey(call.callId())) {
            archived.merge(call.callId(), call.version(), Math::max);
        }
    }

    boolean isArchived(Call call) {
        return archived.getOrDefault(call.callId(), 0L) >= call.version();
    }

    void forget(Call call) {
        byId.remove(call.callId());
        archived.remove(call.callId());
        store.delete(call.callId());
    }

    private void check(String callId) {
        if (!serves.test(partitionOf.applyAsInt(callId))) {
            throw MovedException.INSTANCE;
        }
    }

    @Override
    public Future<Void> load(int partition, Epoch epoch) {
        return store.partition(partition).map(kept -> {
            kept.forEach(this::inherit);
            return null;
        });
    }

    /** One record that cannot be read must not keep the whole partition from being served. */
    private void inherit(String callId, byte[] bytes) {
        try {
            Call call = Json.read(bytes, Call.class);
            byId.put(callId, call);
            watch.inherited(call);
            feed.tell(null, call);
        } catch (IllegalArgumentException malformed) {
            LOG.warn("the call {} is left out: {}", callId, malformed.getMessage());
        }
    }

    @Override
    public void unload(int partition) {
        byId.keySet().removeIf(callId -> partitionOf.applyAsInt(callId) == partition);
        archived.keySet().removeIf(callId -> partitionOf.applyAsInt(callId) == partition);
    }
}
