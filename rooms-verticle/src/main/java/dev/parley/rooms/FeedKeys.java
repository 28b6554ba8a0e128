package dev.parley.rooms;

import dev.parley.cluster.PartitionTable;
import dev.parley.cluster.Reconciliation;
import java.util.Collection;

/** The rooms of one lane, for the feed to be compared with. */
record FeedKeys(RoomFeed feed, Rooms rooms, Ownership ownership, PartitionTable table) implements Reconciliation.Keys {
    @Override
    public Collection<Integer> partitions() {
        return rooms.partitions();
    }

    @Override
    public long lastLoadedAt() {
        return rooms.lastLoadedAt();
    }

    @Override
    public boolean knows(String roomId) {
        return rooms.get(roomId) != null || !ownership.serves(table.partitionOf(roomId));
    }

    @Override
    public void forgotten(String roomId) {
        feed.forgotten(roomId, rooms.newEpoch(table.partitionOf(roomId)));
    }
}
