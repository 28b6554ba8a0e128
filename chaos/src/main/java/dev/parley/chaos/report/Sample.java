package dev.parley.chaos.report;

import dev.parley.chaos.nodes.LiveHeap;
import dev.parley.chaos.nodes.Metrics;
import dev.parley.chaos.nodes.NodeProcess;

/**
 * What a node holds at one moment.
 *
 * @param minute since the begin
 * @param heapMiB live, after a full collection
 * @param threads of its JVM
 * @param rooms that it owns
 * @param peers of those rooms
 * @param sockets that are open
 * @param addresses of all nodes on the bus, as this one sees them
 */
public record Sample(
        double minute,
        String node,
        double heapMiB,
        double threads,
        double rooms,
        double peers,
        double sockets,
        double addresses) {
    private static final double MIB = 1 << 20;

    public static Sample of(double minute, NodeProcess node) {
        double heap = LiveHeap.bytes(node.pid()) / MIB;
        Metrics metrics = Metrics.of(node);
        return new Sample(
                minute,
                node.name(),
                heap,
                metrics.sum("jvm_threads_live_threads"),
                metrics.sum("parley_rooms"),
                metrics.sum("parley_peers"),
                metrics.sum("parley_sockets"),
                metrics.sum("parley_bus_addresses"));
    }
}
