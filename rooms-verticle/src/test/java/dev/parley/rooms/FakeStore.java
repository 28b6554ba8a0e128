package dev.parley.rooms;

import dev.parley.cluster.AsyncStore;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * A map of the cluster that the test holds in its hands: calls succeed at once, wait until they are let go, fail, or
 * only seem to. As in the real one, calls take effect in the order in which they were made.
 */
final class FakeStore implements AsyncStore {
    private enum Mode {
        WORKS,
        WAITS,
        FAILS,
        TIMES_OUT
    }

    private final Map<String, byte[]> entries = new TreeMap<>();
    private final List<Runnable> waiting = new ArrayList<>();
    private Mode mode = Mode.WORKS;
    private boolean givenUp;

    /** As after every node was down at once. */
    void clear() {
        entries.clear();
    }

    /** From now on calls wait for {@link #letGo}. */
    void hold() {
        mode = Mode.WAITS;
    }

    /** From now on calls fail; what they would have done is not done. */
    void fail() {
        mode = Mode.FAILS;
    }

    /** From now on calls seem to fail, as one that takes too long does, and take effect all the same. */
    void timeOut() {
        mode = Mode.TIMES_OUT;
    }

    void work() {
        mode = Mode.WORKS;
    }

    /** What waits takes effect, and calls work again. */
    void letGo() {
        mode = Mode.WORKS;
        List<Runnable> now = List.copyOf(waiting);
        waiting.clear();
        now.forEach(Runnable::run);
    }

    /** What waits takes effect but seems to have failed, and calls work again. */
    void giveUp() {
        givenUp = true;
        letGo();
        givenUp = false;
    }

    Map<String, byte[]> entries() {
        return entries;
    }

    @Override
    public Future<byte[]> get(String key) {
        return call(() -> entries.get(key));
    }

    @Override
    public Future<Void> put(String key, byte[] value) {
        return call(() -> {
            entries.put(key, value);
            return null;
        });
    }

    @Override
    public Future<Void> delete(String key) {
        return call(() -> {
            entries.remove(key);
            return null;
        });
    }

    /** Every entry: tests that use it have one partition. */
    @Override
    public Future<Map<String, byte[]>> partition(int partition) {
        return call(() -> new HashMap<>(entries));
    }

    private <T> void complete(Promise<T> promise, T value) {
        if (givenUp) {
            promise.fail(AsyncStore.unavailable());
        } else {
            promise.complete(value);
        }
    }

    private <T> Future<T> call(Supplier<T> effect) {
        return switch (mode) {
            case WORKS -> Future.succeededFuture(effect.get());
            case FAILS -> Future.failedFuture(AsyncStore.unavailable());
            case TIMES_OUT -> {
                effect.get();
                yield Future.failedFuture(AsyncStore.unavailable());
            }
            case WAITS -> {
                Promise<T> promise = Promise.promise();
                waiting.add(() -> complete(promise, effect.get()));
                yield promise.future();
            }
        };
    }
}
