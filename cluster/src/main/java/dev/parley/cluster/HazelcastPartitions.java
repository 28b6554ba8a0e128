package dev.parley.cluster;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.partition.Partition;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Hazelcast's partition table as the directory. Keys of the form {@code name@key} live in the partition of
 * {@code key}, because the cluster runs with Hazelcast's string partitioning strategy; that is how everything of one
 * room stays together.
 */
final class HazelcastPartitions implements PartitionTable {
    private final HazelcastInstance hazelcast;
    private final String self;
    private final Partition[] partitions;
    private final String[] samples;
    private final Map<String, Integer> lanesOfNode = new ConcurrentHashMap<>();

    HazelcastPartitions(HazelcastInstance hazelcast, String self) {
        this.hazelcast = hazelcast;
        this.self = self;
        this.partitions =
                new Partition[hazelcast.getPartitionService().getPartitions().size()];
        hazelcast.getPartitionService().getPartitions().forEach(p -> partitions[p.getPartitionId()] = p);
        this.samples = samples();
    }

    private String[] samples() {
        String[] found = new String[partitions.length];
        for (int i = 0, missing = found.length; missing > 0; i++) {
            String key = Integer.toString(i, 36);
            int partition = partitionOf(key);
            if (found[partition] == null) {
                found[partition] = key;
                missing--;
            }
        }
        return found;
    }

    @Override
    public int count() {
        return partitions.length;
    }

    @Override
    public int partitionOf(String key) {
        return hazelcast.getPartitionService().getPartition(key).getPartitionId();
    }

    /** Once this node has left nobody is known to own anything: requests wait and end at their deadline. */
    @Override
    public String ownerOf(int partition) {
        try {
            Member owner = partitions[partition].getOwner();
            return owner == null ? null : owner.getAttribute(HazelcastNode.NODE_ID);
        } catch (HazelcastInstanceNotActiveException left) {
            return null;
        }
    }

    @Override
    public String self() {
        return self;
    }

    @Override
    public int laneOf(String nodeId, int partition) {
        return partition % lanesOfNode.computeIfAbsent(nodeId, this::lanesOf);
    }

    /** A key that lives in the partition. */
    String sampleOf(int partition) {
        return samples[partition];
    }

    void forget(String nodeId) {
        lanesOfNode.remove(nodeId);
    }

    private int lanesOf(String nodeId) {
        for (Member member : hazelcast.getCluster().getMembers()) {
            if (nodeId.equals(member.getAttribute(HazelcastNode.NODE_ID))) {
                return Integer.parseInt(member.getAttribute(HazelcastNode.LANES));
            }
        }
        return 1;
    }
}
