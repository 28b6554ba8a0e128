package dev.parley.node;

import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for a step of a node's start or end. Blocks, at most {@link #MOST_S}; not for an event loop. */
final class Blocking {
    /** Seconds; a step that takes longer has failed. */
    static final int MOST_S = 60;

    private static final Logger LOG = LoggerFactory.getLogger(Blocking.class);

    private Blocking() {}

    /** @throws java.util.concurrent.CompletionException when the step failed, or took too long */
    static <T> T await(Future<T> step) {
        return step.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(MOST_S, TimeUnit.SECONDS)
                .join();
    }

    /** At shutdown the next step comes whatever this one did. */
    static void attempt(Future<?> step) {
        try {
            await(step);
        } catch (RuntimeException failed) {
            LOG.debug("while stopping", failed);
        }
    }
}
