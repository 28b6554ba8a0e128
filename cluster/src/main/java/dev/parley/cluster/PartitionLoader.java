package dev.parley.cluster;

import dev.parley.protocol.Epoch;
import io.vertx.core.Future;

/** What a lane keeps of a partition: read when it becomes the owner, dropped when it is one no longer. */
public interface PartitionLoader {
    /** Reads the partition's entities from the replicated copy and begins the term {@code epoch}. */
    Future<Void> load(int partition, Epoch epoch);

    /** Forgets them; what was written through stays in the cluster. */
    void unload(int partition);
}
