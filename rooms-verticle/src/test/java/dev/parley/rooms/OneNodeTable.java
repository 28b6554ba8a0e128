package dev.parley.rooms;

import dev.parley.cluster.PartitionTable;

/** A directory in which one node owns every partition, or nobody does. */
final class OneNodeTable implements PartitionTable {
    static final String NODE = "n1";

    private final int partitions;
    private final int lanes;
    private volatile String owner = NODE;

    OneNodeTable(int partitions, int lanes) {
        this.partitions = partitions;
        this.lanes = lanes;
    }

    void owner(String node) {
        owner = node;
    }

    @Override
    public int count() {
        return partitions;
    }

    @Override
    public int partitionOf(String key) {
        return Math.floorMod(key.hashCode(), partitions);
    }

    @Override
    public String ownerOf(int partition) {
        return owner;
    }

    @Override
    public String self() {
        return NODE;
    }

    @Override
    public int laneOf(String nodeId, int partition) {
        return partition % lanes;
    }
}
