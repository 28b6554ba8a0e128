package dev.parley.chaos.nodes;

import java.util.List;

/** Where nodes run and how they reach each other. Every method blocks. */
public interface Topology extends AutoCloseable {
    /**
     * Where one node runs.
     *
     * @param host its address, for clients, Hazelcast and the bus
     * @param prefix of its command, empty for none
     */
    record Place(String host, int httpPort, int clusterPort, List<String> prefix) {
        public String url() {
            return "http://" + host + ":" + httpPort;
        }

        public String member() {
            return host + ":" + clusterPort;
        }
    }

    /** One for each node. */
    List<Place> places();

    /** Where something that all nodes can reach may listen. */
    String commonHost();

    /** Whether {@link #isolate} can be done. */
    boolean canPartition();

    /** Cuts the way between a node and all others; clients still reach every node. */
    void isolate(int node);

    /** Opens all ways again. */
    void heal();

    @Override
    void close();
}
