package dev.parley.cluster;

import dev.parley.protocol.lane.LaneCodec;
import java.util.Comparator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which encoding of lane messages all nodes understand. Reading is thread-safe. */
final class WireAgreement {
    private static final Logger LOG = LoggerFactory.getLogger(WireAgreement.class);

    private volatile int version = LaneCodec.WIRE_VERSION;
    private volatile String misfit;

    /** The newest that all nodes heard of understand. */
    int version() {
        return version;
    }

    /** Why this node cannot serve beside one of the others, whose encoding is too old for it; null when it can. */
    String misfit() {
        return misfit;
    }

    /** A node is heard of before it owns anything, so nobody sends it what it does not understand. */
    void compare(Stream<NodeStatus> nodes) {
        NodeStatus oldest = nodes.min(Comparator.comparingInt(NodeStatus::wire)).orElse(null);
        version = oldest == null ? LaneCodec.WIRE_VERSION : Math.min(LaneCodec.WIRE_VERSION, oldest.wire());
        String found = version >= LaneCodec.OLDEST
                ? null
                : "Node " + oldest.nodeId() + " speaks version " + oldest.wire() + " between nodes, this one "
                        + LaneCodec.OLDEST + " to " + LaneCodec.WIRE_VERSION + ": upgrade that one first.";
        if (found != null && !found.equals(misfit)) {
            LOG.error(found);
        }
        misfit = found;
    }
}
