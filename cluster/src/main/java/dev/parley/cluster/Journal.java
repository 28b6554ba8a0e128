package dev.parley.cluster;

import io.vertx.core.Future;
import java.util.Map;

/**
 * What nodes have taken but not written to the database yet, replicated so that others can when a node dies. Keys have the
 * form {@code number@node}: all entries of a node lie in one partition, so one other node carries on with them, in order.
 */
public interface Journal {
    Future<Void> put(String key, byte[] value);

    Future<Void> delete(String key);

    /** The entries whose partition this node owns now, its own and others'. */
    Future<Map<String, byte[]>> local();
}
