package dev.parley.cluster;

/** The directory of owners. Local, in memory, thread-safe. */
public interface PartitionTable {
    /** Number of partitions, the same on every node. */
    int count();

    /** The partition of a room id or a username. */
    int partitionOf(String key);

    /** The node that owns the partition at the moment, null while nobody does: retry in 50 ms. */
    String ownerOf(int partition);

    /** This node's id. */
    String self();

    /** The lane of the partition on {@code nodeId}: its number modulo that node's lanes. */
    int laneOf(String nodeId, int partition);

    /**
     * Whether this node may not believe the directory at the moment, see {@link Standing}: then nobody is known to own
     * anything, and what this node owned it keeps in memory but does not serve.
     */
    default boolean isDoubtful() {
        return false;
    }

    default boolean isOwner(int partition) {
        return self().equals(ownerOf(partition));
    }
}
