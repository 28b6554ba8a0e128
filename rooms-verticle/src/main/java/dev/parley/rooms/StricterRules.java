package dev.parley.rooms;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.DataSerializable;
import com.hazelcast.spi.merge.MergingValue;
import com.hazelcast.spi.merge.SplitBrainMergePolicy;
import dev.parley.protocol.Json;
import java.util.HashSet;
import java.util.Set;

/**
 * How what both halves of a split cluster knew of a room becomes one: it stays as the larger half had it, with the bans of
 * both, and locked if either had locked it. For {@code cluster.xml}; made by Hazelcast.
 */
public final class StricterRules
        implements SplitBrainMergePolicy<byte[], MergingValue<byte[]>, Object>, DataSerializable {
    @Override
    public Object merge(MergingValue<byte[]> merging, MergingValue<byte[]> existing) {
        if (existing == null || existing.getValue() == null) {
            return merging.getRawValue();
        }
        return merging.getValue() == null ? existing.getRawValue() : Json.bytes(union(read(existing), read(merging)));
    }

    private static RoomRules read(MergingValue<byte[]> value) {
        return Json.read(value.getValue(), RoomRules.class);
    }

    static RoomRules union(RoomRules one, RoomRules other) {
        RoomRules rules = one.withLocked(one.locked() || other.locked());
        Set<String> bans = new HashSet<>(other.bans());
        bans.removeAll(one.bans());
        for (String ban : bans) {
            rules = rules.withBan(ban);
        }
        return rules;
    }

    @Override
    public void writeData(ObjectDataOutput out) {
        // it has no state
    }

    @Override
    public void readData(ObjectDataInput in) {
        // it has no state
    }
}
