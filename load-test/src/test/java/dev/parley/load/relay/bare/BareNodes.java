package dev.parley.load.relay.bare;

import java.util.List;

/** Two nodes of the bare relay in this process. */
public final class BareNodes implements AutoCloseable {
    private final List<BareRelay> nodes;

    private BareNodes(List<BareRelay> nodes) {
        this.nodes = nodes;
    }

    /** @param ports two for HTTP, then two for Hazelcast */
    public static BareNodes start(int[] ports) {
        List<BareRelay> nodes = List.of(node(1, ports), node(2, ports));
        nodes.forEach(BareRelay::call);
        return new BareNodes(nodes);
    }

    private static BareRelay node(int number, int[] ports) {
        BareRelay relay = new BareRelay();
        relay.node = number;
        relay.port = ports[number - 1];
        relay.cluster = "bare-test-" + ports[0];
        relay.members = List.of("127.0.0.1:" + ports[2], "127.0.0.1:" + ports[3]);
        return relay;
    }

    public List<Integer> ports() {
        return nodes.stream().map(node -> node.port).toList();
    }

    @Override
    public void close() {
        nodes.forEach(BareRelay::stop);
    }
}
