package dev.parley.cluster;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.DataSerializable;
import com.hazelcast.spi.merge.MergingValue;
import com.hazelcast.spi.merge.SplitBrainMergePolicy;

/**
 * How the values that both halves of a split cluster have for one key become one. Named in {@code cluster.xml}; made and
 * called by Hazelcast, on threads of its own, so it must have a public constructor without parameters and no state.
 */
public abstract class MergePolicy
        implements SplitBrainMergePolicy<byte[], MergingValue<byte[]>, Object>, DataSerializable {
    /**
     * Neither may be written to.
     *
     * @param larger what the half that stays has
     * @param smaller what the half that comes back brings
     */
    protected abstract byte[] merged(byte[] larger, byte[] smaller);

    @Override
    public final Object merge(MergingValue<byte[]> merging, MergingValue<byte[]> existing) {
        if (existing == null || existing.getValue() == null) {
            return merging.getRawValue();
        }
        return merging.getValue() == null ? existing.getRawValue() : merged(existing.getValue(), merging.getValue());
    }

    @Override
    public final void writeData(ObjectDataOutput out) {
        // there is no state
    }

    @Override
    public final void readData(ObjectDataInput in) {
        // there is no state
    }
}
