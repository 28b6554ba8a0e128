package dev.parley.feed;

import dev.parley.cluster.Journal;
import dev.parley.protocol.Json;
import dev.parley.protocol.feed.FeedEvent;
import io.vertx.core.Future;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what nodes have left behind that are gone: the chunks of such a node lie in one partition, whose owner writes them
 * in their order. That the node may only be cut off, and write them too, is harmless. Confined to the feed's event loop.
 */
final class Adoption {
    private static final Logger LOG = LoggerFactory.getLogger(Adoption.class);

    private final Journal journal;
    private final Recorder recorder;
    private final Supplier<Set<String>> members;
    private Set<String> missing = Set.of();
    private boolean running;

    /** @param members the ids of all nodes of the cluster, this one included */
    Adoption(Journal journal, Recorder recorder, Supplier<Set<String>> members) {
        this.journal = journal;
        this.recorder = recorder;
        this.members = members;
    }

    /** To be called every second. Who is missing twice in a row is gone. */
    void look() {
        if (running) {
            return;
        }
        running = true;
        journal.local()
                .compose(this::adopt)
                .onFailure(failure -> LOG.debug("what others left could not be written yet", failure))
                .onComplete(done -> running = false);
    }

    private Future<Void> adopt(Map<String, byte[]> entries) {
        Set<String> here = members.get();
        Set<String> before = missing;
        missing = new HashSet<>();
        Future<Void> written = Future.succeededFuture();
        for (Map.Entry<String, byte[]> entry : new TreeMap<>(entries).entrySet()) {
            String node = entry.getKey().substring(entry.getKey().indexOf('@') + 1);
            if (!here.contains(node)) {
                missing.add(node);
            }
            if (!here.contains(node) && before.contains(node)) {
                written = written.compose(v -> write(entry.getKey(), entry.getValue()));
            }
        }
        return written;
    }

    private Future<Void> write(String key, byte[] chunk) {
        return recorder.record(events(key, chunk)).compose(v -> journal.delete(key));
    }

    /** One entry that cannot be read must not hold up those behind it. */
    private static List<FeedEvent> events(String key, byte[] chunk) {
        try {
            return List.of(Json.read(chunk, FeedEvent[].class));
        } catch (IllegalArgumentException malformed) {
            LOG.warn("the events {} are left out: {}", key, malformed.getMessage());
            return List.of();
        }
    }
}
