package dev.parley.cluster;

import java.nio.ByteBuffer;

/** Of two terms of a partition the higher stays, so that no epoch is given twice. */
public final class HigherTerm extends MergePolicy {
    @Override
    protected byte[] merged(byte[] larger, byte[] smaller) {
        return term(smaller) > term(larger) ? smaller : larger;
    }

    private static long term(byte[] value) {
        return ByteBuffer.wrap(value).getLong();
    }
}
