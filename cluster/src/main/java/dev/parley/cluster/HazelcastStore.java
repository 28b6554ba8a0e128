package dev.parley.cluster;

import com.hazelcast.map.IMap;
import com.hazelcast.query.Predicates;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** {@link AsyncStore} on a Hazelcast map. Only the asynchronous calls are used; a partition is read on a worker. */
final class HazelcastStore implements AsyncStore {
    private final Vertx vertx;
    private final IMap<String, byte[]> map;
    private final HazelcastPartitions partitions;

    HazelcastStore(Vertx vertx, IMap<String, byte[]> map, HazelcastPartitions partitions) {
        this.vertx = vertx;
        this.map = map;
        this.partitions = partitions;
    }

    @Override
    public Future<byte[]> get(String key) {
        return bounded(map.getAsync(key));
    }

    @Override
    public Future<Void> put(String key, byte[] value) {
        return bounded(map.setAsync(key, value));
    }

    @Override
    public Future<Void> delete(String key) {
        return bounded(map.removeAsync(key)).mapEmpty();
    }

    @Override
    public Future<Map<String, byte[]>> partition(int partition) {
        return vertx.executeBlocking(
                () -> {
                    Map<String, byte[]> entries = new HashMap<>();
                    map.entrySet(Predicates.partitionPredicate(partitions.sampleOf(partition), Predicates.alwaysTrue()))
                            .forEach(e -> entries.put(e.getKey(), e.getValue()));
                    return entries;
                },
                false);
    }

    private <T> Future<T> bounded(CompletionStage<T> stage) {
        Promise<T> promise = Promise.promise();
        var context = vertx.getOrCreateContext();
        stage.whenComplete((value, failure) -> context.runOnContext(v -> {
            if (failure == null) {
                promise.tryComplete(value);
            } else {
                promise.tryFail(AsyncStore.unavailable());
            }
        }));
        return promise.future()
                .timeout(TIMEOUT_MS, TimeUnit.MILLISECONDS)
                .recover(failure -> Future.failedFuture(AsyncStore.unavailable()));
    }
}
