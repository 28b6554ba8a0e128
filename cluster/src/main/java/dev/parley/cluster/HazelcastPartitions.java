package dev.parley.cluster;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.internal.util.HashUtil;
import com.hazelcast.partition.Partition;
import com.hazelcast.partition.PartitionService;
import com.hazelcast.partition.strategy.StringPartitioningStrategy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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
    private final Standing standing;
    private final Partition[] partitions;
    private final String[] samples;
    private final Map<String, Integer> lanesOfNode = new ConcurrentHashMap<>();

    HazelcastPartitions(HazelcastInstance hazelcast, String self, Standing standing) {
        this.hazelcast = hazelcast;
        this.self = self;
        this.standing = standing;
        PartitionService service = hazelcast.getPartitionService();
        this.partitions = new Partition[service.getPartitions().size()];
        service.getPartitions().forEach(p -> partitions[p.getPartitionId()] = p);
        this.samples = samples(service);
        this.lanesOfNode.put(self, lanesOf(self));
    }

    /** @throws IllegalStateException when this Hazelcast does not place keys as {@link #partitionOf} says */
    private String[] samples(PartitionService service) {
        String[] found = new String[partitions.length];
        for (int i = 0, missing = found.length; missing > 0; i++) {
            String key = Integer.toString(i, 36);
            int partition = partitionOf(key);
            if (found[partition] == null) {
                found[partition] = key;
                missing--;
                requireSame(partition, service.getPartition("any@" + key).getPartitionId());
            }
        }
        return found;
    }

    @Override
    public int count() {
        return partitions.length;
    }

    private static void requireSame(int ours, int hazelcasts) {
        if (ours != hazelcasts) {
            throw new IllegalStateException(
                    "Hazelcast does not place keys by what follows their @: is the string partitioning strategy set?");
        }
    }

    /**
     * Computed as Hazelcast does (its serialized form of the text behind the last part's {@code @}, hashed), because
     * Hazelcast does not tell any more once this node has left, when requests still have to be answered {@code moved}.
     */
    @Override
    public int partitionOf(String key) {
        byte[] text = StringPartitioningStrategy.getPartitionKey(key).getBytes(StandardCharsets.UTF_8);
        byte[] data = ByteBuffer.allocate(Integer.BYTES + text.length)
                .putInt(text.length)
                .put(text)
                .array();
        return HashUtil.hashToIndex(HashUtil.MurmurHash3_x86_32(data, 0, data.length), partitions.length);
    }

    /** Once this node has left nobody is known to own anything: requests wait and end at their deadline. */
    @Override
    public String ownerOf(int partition) {
        if (isDoubtful()) {
            return null;
        }
        try {
            Member owner = partitions[partition].getOwner();
            return owner == null ? null : owner.getAttribute(HazelcastNode.NODE_ID);
        } catch (HazelcastInstanceNotActiveException left) {
            return null;
        }
    }

    @Override
    public boolean isDoubtful() {
        return standing.isDoubtful();
    }

    @Override
    public String self() {
        return self;
    }

    /** A node that is not known (any more) is taken to have one lane; what it is sent there it answers {@code moved}. */
    @Override
    public int laneOf(String nodeId, int partition) {
        Integer lanes = lanesOfNode.computeIfAbsent(nodeId, this::lanesOf);
        return lanes == null ? 0 : partition % lanes;
    }

    /** A key that lives in the partition. */
    String sampleOf(int partition) {
        return samples[partition];
    }

    void forget(String nodeId) {
        lanesOfNode.remove(nodeId);
    }

    private Integer lanesOf(String nodeId) {
        try {
            for (Member member : hazelcast.getCluster().getMembers()) {
                if (nodeId.equals(member.getAttribute(HazelcastNode.NODE_ID))) {
                    return Integer.valueOf(member.getAttribute(HazelcastNode.LANES));
                }
            }
            return null;
        } catch (HazelcastInstanceNotActiveException left) {
            return null;
        }
    }
}
