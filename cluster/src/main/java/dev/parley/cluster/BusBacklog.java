package dev.parley.cluster;

import dev.parley.protocol.lane.LaneMessage;
import dev.parley.protocol.lane.ToGateway.Answer;
import dev.parley.protocol.lane.ToGateway.Deliver;
import dev.parley.protocol.lane.ToGateway.Fanout;
import dev.parley.protocol.lane.ToGateway.Inbox;
import dev.parley.protocol.lane.ToOwner.Holdings;
import dev.parley.protocol.lane.ToOwner.Request;
import dev.parley.protocol.lane.ToOwner.Signal;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.LocalMap;
import io.vertx.core.shareddata.Shareable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * What this node has given to the bus for each other node and the system has not taken yet; the bus itself would queue
 * without bound for a node that does not read (vert.x issues 1575 and 4433). Beyond the bound signals and frames are not
 * sent, beyond twice the bound nothing is: whoever sent it repeats it, or asks for it again. Thread-safe; one for each
 * Vert.x instance.
 */
public final class BusBacklog implements Shareable {
    private static final long DEFAULT_MAX = 16L << 20;
    /** The names, numbers and length prefixes of one message, roughly. */
    private static final int ENVELOPE = 128;

    private final Map<String, Line> lines = new ConcurrentHashMap<>();
    private final LongAdder dropped = new LongAdder();
    private volatile long max = DEFAULT_MAX;

    /** The one of this Vert.x. */
    public static BusBacklog of(Vertx vertx) {
        LocalMap<String, BusBacklog> shared = vertx.sharedData().getLocalMap("parley.bus");
        return shared.computeIfAbsent("backlog", k -> new BusBacklog());
    }

    /** @param bytes for each other node */
    public void bound(long bytes) {
        max = bytes;
    }

    /** Bytes that may be on their way to one other node. */
    public long max() {
        return max;
    }

    /** Messages that were not sent, since the start. */
    public long dropped() {
        return dropped.sum();
    }

    /** Bytes on their way to all other nodes, estimated. */
    public long bytes() {
        return lines.values().stream().mapToLong(line -> line.bytes.get()).sum();
    }

    /** What is on its way to the node. */
    Line to(String node) {
        return lines.computeIfAbsent(node, n -> new Line());
    }

    /** The node has left; what was on its way to it is lost. */
    void nodeLeft(String node) {
        lines.remove(node);
    }

    /** What such a message takes on the wire, roughly. */
    static int size(LaneMessage message) {
        if (message instanceof Signal signal) {
            return ENVELOPE + signal.data().length();
        } else if (message instanceof Deliver deliver) {
            return ENVELOPE + deliver.frame().size();
        } else if (message instanceof Fanout fanout) {
            return ENVELOPE
                    + fanout.frame().size()
                    + ENVELOPE / 2 * fanout.places().size();
        } else if (message instanceof Request request) {
            return 2 * ENVELOPE + request.body().length();
        } else if (message instanceof Answer answer) {
            return ENVELOPE + answer.body().length();
        } else if (message instanceof Inbox inbox) {
            return ENVELOPE + inbox.event().length();
        } else if (message instanceof Holdings holdings) {
            return ENVELOPE + ENVELOPE * holdings.holdings().size();
        }
        return ENVELOPE;
    }

    /** The ring, or the sender, still has it and misses it soon. */
    private static boolean isBulk(LaneMessage message) {
        return message instanceof Signal || message instanceof Deliver || message instanceof Fanout;
    }

    /** One other node. */
    final class Line {
        private final AtomicLong bytes = new AtomicLong();

        /** Counts the message in. @return false when it must not be sent */
        boolean enter(LaneMessage message, int size) {
            if (bytes.get() >= (isBulk(message) ? max : 2 * max)) {
                dropped.increment();
                return false;
            }
            bytes.addAndGet(size);
            return true;
        }

        /** So much was written, or lost with the connection. */
        void leave(int size) {
            bytes.addAndGet(-size);
        }
    }
}
