package dev.parley.chaos.fault;

import dev.parley.chaos.nodes.NodeProcess;
import dev.parley.chaos.nodes.Nodes;
import dev.parley.chaos.nodes.Waiting;
import dev.parley.client.ClientListener;
import dev.parley.client.ClientOptions;
import dev.parley.client.ParleyClient;
import dev.parley.client.RequestException;
import dev.parley.client.SessionInfo;
import dev.parley.load.server.BenchException;
import java.time.Duration;
import java.util.Optional;
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
        return isOne(trial, trial.nodes());
    }

    static boolean isOne(Trial trial, Nodes nodes) {
        return nodes.all().stream().allMatch(NodeProcess::isReady)
                && nodes.all().stream().allMatch(node -> endpoints(trial, node).containsAll(nodes.urls()));
    }

    /** The node's name as it tells its clients. */
    static String nodeId(Trial trial, NodeProcess node) {
        return ask(trial, node).map(SessionInfo::node).orElseThrow(() -> new BenchException(node + " does not answer"));
    }

    /** The ready nodes as one of them sees it; empty when it does not answer. */
    private static Set<String> endpoints(Trial trial, NodeProcess node) {
        return ask(trial, node).map(session -> Set.copyOf(session.endpoints())).orElse(Set.of());
    }

    private static Optional<SessionInfo> ask(Trial trial, NodeProcess node) {
        ClientOptions options = ClientOptions.of(node.url()).settled().deadlines(OPEN_MS, OPEN_MS, OPEN_MS);
        ParleyClient client = trial.crowd().client(options, ClientListener.SILENT);
        try {
            return Optional.of(Waiting.on(client.open()));
        } catch (BenchException | RequestException silent) {
            return Optional.empty();
        } finally {
            client.close();
        }
    }
}
