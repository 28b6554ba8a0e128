package dev.parley.gateway.session;

import dev.parley.cluster.PartitionTable;
import java.util.Arrays;

/** Eleven partitions, all owned by this node until a test says otherwise. */
final class FakeTable implements PartitionTable {
    static final String SELF = "n1";

    private final String[] owners = new String[11];

    FakeTable() {
        Arrays.fill(owners, SELF);
    }

    /** Null for nobody. */
    void own(int partition, String nodeId) {
        owners[partition] = nodeId;
    }

    @Override
    public int count() {
        return owners.length;
    }

    @Override
    public int partitionOf(String key) {
        return Math.floorMod(key.hashCode(), owners.length);
    }

    @Override
    public String ownerOf(int partition) {
        return owners[partition];
    }

    @Override
    public String self() {
        return SELF;
    }

    @Override
    public int laneOf(String nodeId, int partition) {
        return partition % 2;
    }
}
