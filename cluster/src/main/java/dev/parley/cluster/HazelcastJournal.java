package dev.parley.cluster;

import com.hazelcast.map.IMap;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** {@link Journal} on a Hazelcast map. Every call ends within {@link AsyncStore#TIMEOUT_MS}. */
final class HazelcastJournal implements Journal {
    private final Vertx vertx;
    private final IMap<String, byte[]> map;
    private final AsyncStore store;

    HazelcastJournal(Vertx vertx, IMap<String, byte[]> map) {
        this.vertx = vertx;
        this.map = map;
        this.store = new HazelcastStore(vertx, map, partition -> "");
    }

    @Override
    public Future<Void> put(String key, byte[] value) {
        return store.put(key, value);
    }

    @Override
    public Future<Void> delete(String key) {
        return store.delete(key);
    }

    @Override
    public Future<Map<String, byte[]>> local() {
        return vertx.executeBlocking(this::scan, false)
                .timeout(AsyncStore.TIMEOUT_MS, TimeUnit.MILLISECONDS)
                .recover(failure -> Future.failedFuture(AsyncStore.unavailable()));
    }

    private Map<String, byte[]> scan() {
        Set<String> keys = map.localKeySet();
        return keys.isEmpty() ? Map.of() : new TreeMap<>(map.getAll(keys));
    }
}
