package dev.parley.cluster;

import dev.parley.protocol.Code;
import dev.parley.protocol.Refusal;
import io.vertx.core.Future;
import java.util.Map;

/**
 * A replicated map of small byte values, keyed by {@code name@key} so that each entry lives in the partition of its
 * room. Every call ends within {@link #TIMEOUT_MS}, on the caller's event loop.
 */
public interface AsyncStore {
    /** Calls on keys of a dead node hang until the cluster has dropped it (up to 1.2 s); of a frozen one for longer. */
    long TIMEOUT_MS = 2_000;

    Future<byte[]> get(String key);

    Future<Void> put(String key, byte[] value);

    Future<Void> delete(String key);

    /** Every entry of one partition that this node owns. */
    Future<Map<String, byte[]>> partition(int partition);

    /** What a time-out means to a client. */
    static Refusal unavailable() {
        return new Refusal(Code.UNAVAILABLE, "The cluster did not confirm the change in time. Try again in a second.");
    }
}
