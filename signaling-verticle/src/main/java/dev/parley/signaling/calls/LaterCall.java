package dev.parley.signaling.calls;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.DataSerializable;
import com.hazelcast.spi.merge.MergingValue;
import com.hazelcast.spi.merge.SplitBrainMergePolicy;
import dev.parley.protocol.Json;

/**
 * How a call that both halves of a split cluster went on with becomes one: the record that has seen more steps stays. For
 * {@code cluster.xml}; made by Hazelcast.
 */
public final class LaterCall implements SplitBrainMergePolicy<byte[], MergingValue<byte[]>, Object>, DataSerializable {
    @Override
    public Object merge(MergingValue<byte[]> merging, MergingValue<byte[]> existing) {
        if (existing == null || existing.getValue() == null) {
            return merging.getRawValue();
        }
        return version(merging) > version(existing) ? merging.getRawValue() : existing.getRawValue();
    }

    private static long version(MergingValue<byte[]> value) {
        byte[] bytes = value.getValue();
        return bytes == null ? 0 : Json.read(bytes, Call.class).version();
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
