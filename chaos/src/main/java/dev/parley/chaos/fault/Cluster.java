package dev.parley.chaos.fault;

import dev.parley.chaos.nodes.NodeProcess;
import dev.parley.chaos.nodes.Waiting;
import dev.parley.client.ClientListener;
import dev.parley.client.ClientOptions;
import dev.parley.client.ParleyClient;
import dev.parley.load.server.BenchException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** Whether the nodes are one cluster, as each of them tells a client that asks for endpoints. */
final class Cluster {
    private static final long OPEN_MS = 3_000;

    private Cluster() {}

    /**
     * Waits until every node is ready and tells of all of them.
     *
     * @return seconds since now, infinite when it took longer than {@code within}
     */
    static double one(Trial trial, Duration within) {
        long from = System.nanoTime();
        boolean one = Waiting.until(() -> isOne(trial), within);
        return one ? (System.nanoTime() - from) / 1e9 : Double.POSITIVE_INFINITY;
    }

    static boolean isOne(Trial trial) {
        return trial.nodes().all().stream().allMatch(NodeProcess::isReady)
                && trial.nodes().all().stream().allMatch(node -> endpoints(trial, node)
                        .containsAll(trial.nodes().urls()));
    }

    /** The ready nodes as one of them sees it; empty when it does not answer. */
    static Set<String> endpoints(Trial trial, NodeProcess node) {
        ClientOptions options = ClientOptions.of(node.url()).settled().deadlines(OPEN_MS, OPEN_MS, OPEN_MS);
        ParleyClient client = trial.crowd().client(options, ClientListener.SILENT);
        try {
            return new HashSet<>(Waiting.on(client.open()).endpoints());
        } catch (BenchException | dev.parley.client.RequestException silent) {
            return Set.of();
        } finally {
            client.close();
        }
    }
}
