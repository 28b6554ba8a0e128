package dev.parley.cluster;

import dev.parley.protocol.lane.ToGateway.Answer;
import dev.parley.protocol.lane.ToOwner.Asked;
import java.util.function.Consumer;

/** A request that has not been answered. Times are milliseconds of the router's monotonic clock. */
final class OpenAsk {
    final Asked message;
    final int partition;
    final Consumer<Answer> done;
    final long since;
    /** Whom it was sent to last, null before the first time. */
    AskedNode sentTo;
    /** When an owner said last that it is at it. */
    long busyAt = Long.MIN_VALUE;

    long dueAt;
    /** Waits for its retry, and with it what came later for the partition. */
    boolean delayed;
    /** Its owner was not the first that was asked: the next may be there and still be loading. */
    boolean rerouted;

    OpenAsk(Asked message, int partition, Consumer<Answer> done, long since) {
        this.message = message;
        this.partition = partition;
        this.done = done;
        this.since = since;
    }

    /**
     * Nobody has taken the request up for too long: the node that it was sent to answers nothing at all, or it waits to be
     * sent again, or its owner has changed and the new one does not say that it is at it.
     */
    boolean isUnheard(long now) {
        boolean silent = delayed || rerouted || sentTo == null || now - sentTo.heardAt() >= LaneRouter.SILENT_MS;
        return silent && now - Math.max(since, busyAt) >= LaneRouter.SILENT_MS;
    }

    /** The node that it was sent to has given a sign of life. */
    void heard(long now) {
        if (sentTo != null) {
            sentTo.heard(now);
        }
    }
}
