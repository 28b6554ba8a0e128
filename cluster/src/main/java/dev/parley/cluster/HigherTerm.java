package dev.parley.cluster;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.DataSerializable;
import com.hazelcast.spi.merge.MergingValue;
import com.hazelcast.spi.merge.SplitBrainMergePolicy;
import java.nio.ByteBuffer;

/**
 * How the two values of a partition's term become one when a split cluster is one again: the higher stays, so that no
 * epoch is given twice. For {@code cluster.xml}; made by Hazelcast.
 */
public final class HigherTerm implements SplitBrainMergePolicy<byte[], MergingValue<byte[]>, Object>, DataSerializable {
    @Override
    public Object merge(MergingValue<byte[]> merging, MergingValue<byte[]> existing) {
        if (existing == null || existing.getValue() == null) {
            return merging.getRawValue();
        }
        return term(merging) > term(existing) ? merging.getRawValue() : existing.getRawValue();
    }

    private static long term(MergingValue<byte[]> value) {
        byte[] bytes = value.getValue();
        return bytes == null || bytes.length < Long.BYTES
                ? 0
                : ByteBuffer.wrap(bytes).getLong();
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
