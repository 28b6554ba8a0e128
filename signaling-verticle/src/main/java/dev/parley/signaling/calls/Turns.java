package dev.parley.signaling.calls;

import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Has the steps of one entity wait for each other, because each ends with a write. Confined to a lane. */
public final class Turns {
    private final Map<String, Future<?>> last = new HashMap<>();

    /** Does {@code step} once every earlier one of {@code key} has ended, well or not. */
    public <T> Future<T> take(String key, Supplier<Future<T>> step) {
        Future<?> before = last.get(key);
        Future<T> mine = before == null ? attempt(step) : before.<T>transform(done -> attempt(step));
        if (!mine.isComplete()) {
            last.put(key, mine);
            mine.onComplete(done -> last.remove(key, mine));
        }
        return mine;
    }

    private static <T> Future<T> attempt(Supplier<Future<T>> step) {
        try {
            return step.get();
        } catch (RuntimeException refused) {
            return Future.failedFuture(refused);
        }
    }
}
