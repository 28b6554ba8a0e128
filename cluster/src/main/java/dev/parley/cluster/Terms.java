package dev.parley.cluster;

import dev.parley.protocol.Epoch;
import io.vertx.core.Future;

/** The counter of takeovers of each partition, kept in the cluster. */
@FunctionalInterface
public interface Terms {
    /** Counts one more takeover and returns its epoch, once every copy has it. */
    Future<Epoch> next(int partition);
}
