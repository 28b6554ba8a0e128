package dev.parley.cluster;

import java.util.HashMap;
import java.util.Map;

/** A directory whose owners a test moves at will. A key {@code "7:x"} lives in partition 7. */
final class FakeTable implements PartitionTable {
    private final String[] owners;
    private final String self;
    private boolean doubtful;
    private final Map<String, Integer> lanes = new HashMap<>();

    FakeTable(int partitions, String self) {
        this.owners = new String[partitions];
        this.self = self;
    }

    FakeTable give(int partition, String node) {
        owners[partition] = node;
        return this;
    }

    FakeTable giveAll(String node) {
        java.util.Arrays.fill(owners, node);
        return this;
    }

    FakeTable doubtful(boolean value) {
        doubtful = value;
        return this;
    }

    FakeTable lanes(String node, int count) {
        lanes.put(node, count);
        return this;
    }

    @Override
    public int count() {
        return owners.length;
    }

    @Override
    public int partitionOf(String key) {
        return Integer.parseInt(key.substring(0, key.indexOf(':')));
    }

    @Override
    public String ownerOf(int partition) {
        return doubtful ? null : owners[partition];
    }

    @Override
    public boolean isDoubtful() {
        return doubtful;
    }

    @Override
    public String self() {
        return self;
    }

    @Override
    public int laneOf(String nodeId, int partition) {
        return partition % lanes.getOrDefault(nodeId, 1);
    }
}
