package dev.parley.storage;

import io.vertx.core.Future;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for a future from the test's thread, never longer than 20 s. */
final class Await {
    private static final long LIMIT_S = 20;

    private Await() {}

    static <T> T await(Future<T> future) throws Exception {
        try {
            return future.toCompletionStage().toCompletableFuture().get(LIMIT_S, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw new AssertionError("failed with " + failed.getCause(), failed.getCause());
        }
    }

    /** What the future fails with. */
    static Throwable failure(Future<?> future) throws InterruptedException, TimeoutException {
        try {
            Object result = future.toCompletionStage().toCompletableFuture().get(LIMIT_S, TimeUnit.SECONDS);
            throw new AssertionError("succeeded with " + result);
        } catch (ExecutionException failed) {
            return failed.getCause();
        }
    }
}
