package dev.parley.node;

import dev.parley.cluster.HazelcastNode;
import dev.parley.cluster.NodeDirectory;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** Whether a node serves: it has started and does not leave, and nothing of it or its cluster is amiss. Thread-safe. */
final class Readiness {
    private final HazelcastNode hazelcast;
    private final NodeDirectory directory;
    private final Watchdog watchdog;
    private final AtomicReference<String> passing = new AtomicReference<>("The node is starting.");

    Readiness(HazelcastNode hazelcast, NodeDirectory directory, Watchdog watchdog) {
        this.hazelcast = hazelcast;
        this.directory = directory;
        this.watchdog = watchdog;
    }

    void started() {
        passing.set(null);
    }

    void leaving() {
        passing.set("The node is draining.");
    }

    /** A sentence for people, null when the node serves. */
    String whyNot() {
        String reason = passing.get();
        if (reason != null) {
            return reason;
        }
        if (!hazelcast.isRunning()) {
            return "The node has left the cluster.";
        }
        if (watchdog.problem() != null || directory.misfit() != null) {
            return Objects.requireNonNullElse(watchdog.problem(), directory.misfit());
        }
        String doubt = hazelcast.standing().isDoubtful() ? hazelcast.standing().why() : null;
        return doubt == null ? null : "Waiting for another node's word: " + doubt + ".";
    }
}
