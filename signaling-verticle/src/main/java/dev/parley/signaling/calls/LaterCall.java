package dev.parley.signaling.calls;

import dev.parley.cluster.MergePolicy;
import dev.parley.protocol.Json;

/** Of a call that both halves went on with, the record that has seen more steps stays. */
public final class LaterCall extends MergePolicy {
    @Override
    protected byte[] merged(byte[] larger, byte[] smaller) {
        return version(smaller) > version(larger) ? smaller : larger;
    }

    private static long version(byte[] call) {
        return Json.read(call, Call.class).version();
    }
}
