package dev.parley.watch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.Json;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * A tap as the lane sees it whose client asked for it: keeps the leases at all nodes, gives what comes to the client, so
 * much a second and no more, and says what was dropped. Confined to the lane that opened it.
 */
public final class Tapping {
    static final long RENEW_MS = 5_000;
    private static final long SECOND_MS = 1_000;

    private final Vertx vertx;
    private final Watch watch;
    private final String id;
    private final TapSpec spec;
    private final int perSecond;
    private final LongSupplier clusterMs;
    private final Predicate<String> client;
    private final Map<String, Long> dropped = new TreeMap<>();
    private int allowance;
    private long renewals;
    private long seconds;
    private boolean told;
    private boolean closed;

    /** @param client takes a JSON text; false: it has too much unwritten and did not take it */
    Tapping(
            Vertx vertx,
            Watch watch,
            String id,
            TapSpec spec,
            int perSecond,
            LongSupplier clusterMs,
            Predicate<String> client) {
        this.vertx = vertx;
        this.watch = watch;
        this.id = id;
        this.spec = spec;
        this.perSecond = perSecond;
        this.clusterMs = clusterMs;
        this.client = client;
        this.allowance = perSecond;
    }

    void open() {
        renewals = vertx.setPeriodic(RENEW_MS, t -> renew());
        seconds = vertx.setPeriodic(SECOND_MS, t -> second());
        renew();
    }

    private void renew() {
        watch.lease(id, spec).onSuccess(this::leased);
    }

    /** @param answers whether each node has the tap now */
    private void leased(Map<String, Boolean> answers) {
        if (closed || told) {
            return;
        }
        told = true;
        ObjectNode json = spec.json().put("type", "tapping");
        answers.forEach((node, has) -> json.withArray(has ? "nodes" : "silent").add(node));
        json.withArray("nodes");
        json.withArray("silent");
        client.test(Json.slice(json).text());
    }

    /** What a lane of a node sent: entries as JSON texts, and how many more there were. */
    void seen(String node, List<String> entries, long more) {
        if (closed) {
            return;
        }
        long refused = more;
        for (String entry : entries) {
            if (allowance > 0 && client.test(entry)) {
                allowance--;
            } else {
                refused++;
            }
        }
        if (refused > 0) {
            dropped.merge(node, refused, Long::sum);
        }
    }

    private void second() {
        allowance = perSecond;
        for (String node : new TreeSet<>(dropped.keySet())) {
            ObjectNode json = Json.newObject().put("type", "dropped").put("at", clusterMs.getAsLong());
            json.put("node", node).put("count", dropped.get(node));
            if (client.test(Json.slice(json).text())) {
                dropped.remove(node);
            }
        }
    }

    /** The end: nothing comes any more. */
    public void close() {
        if (!closed) {
            closed = true;
            vertx.cancelTimer(renewals);
            vertx.cancelTimer(seconds);
            watch.end(id);
        }
    }
}
