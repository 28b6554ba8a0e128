package dev.parley.cluster;

import com.hazelcast.map.IMap;
import com.hazelcast.query.Predicates;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** {@link AsyncStore} on a Hazelcast map. Only the asynchronous calls are used; a partition is read on a worker. */
final class HazelcastStore implements AsyncStore {
    private final Vertx vertx;
    private final IMap<String, byte[]> map;
    private final IntFunction<String> sampleOf;

    /** @param sampleOf a key that lives in the partition */
    HazelcastStore(Vertx vertx, IMap<String, byte[]> map, IntFunction<String> sampleOf) {
        this.vertx = vertx;
        this.map = map;
        this.sampleOf = sampleOf;
    }

    @Override
    public Future<byte[]> get(String key) {
        return onLane(() -> map.getAsync(key));
    }

    @Override
    public Future<Void> put(String key, byte[] value) {
        return onLane(() -> map.setAsync(key, value));
    }

    @Override
    public Future<Void> delete(String key) {
        return onLane(() -> map.removeAsync(key)).mapEmpty();
    }

    @Override
    public Future<Map<String, byte[]>> partition(int partition) {
        return bounded(vertx.executeBlocking(() -> scan(partition), false));
    }

    private Map<String, byte[]> scan(int partition) {
        Map<String, byte[]> entries = new HashMap<>();
        map.entrySet(Predicates.partitionPredicate(sampleOf.apply(partition), Predicates.alwaysTrue()))
                .forEach(e -> entries.put(e.getKey(), e.getValue()));
        return entries;
    }

    /** The future belongs to the caller's context, because a time-out would end it on a thread of Netty's otherwise. */
    private <T> Future<T> onLane(Supplier<CompletionStage<T>> call) {
        Context lane = vertx.getOrCreateContext();
        try {
            return bounded(Future.fromCompletionStage(call.get(), lane));
        } catch (RuntimeException inactive) {
            return Future.failedFuture(AsyncStore.unavailable());
        }
    }

    private static <T> Future<T> bounded(Future<T> future) {
        return future.timeout(TIMEOUT_MS, TimeUnit.MILLISECONDS)
                .recover(failure -> Future.failedFuture(AsyncStore.unavailable()));
    }
}
