package dev.parley.cluster;

import dev.parley.protocol.Code;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.Slice;
import dev.parley.protocol.lane.Op;
import dev.parley.protocol.lane.ToGateway.Answer;
import dev.parley.protocol.lane.ToGateway.Busy;
import dev.parley.protocol.lane.ToGateway.Moved;
import dev.parley.protocol.lane.ToOwner;
import dev.parley.protocol.lane.ToOwner.Asked;
import dev.parley.protocol.lane.ToOwner.Request;
import io.vertx.core.Future;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where an owner lane takes what it is asked: lets a message through when its partition is served here, has it wait while
 * the partition is loaded, else answers {@code moved}; and answers each request once. Confined to the lane.
 */
public final class OwnerDesk {
    private static final Logger LOG = LoggerFactory.getLogger(OwnerDesk.class);

    private final int number;
    private final PartitionTable table;
    private final PartitionGate gate;
    private final Post post;
    private final LongSupplier clusterMs;
    private final BiConsumer<Op, String> counted;
    private final Set<String> underWay = new HashSet<>();

    /**
     * @param number the lane's among the node's
     * @param counted is told the outcome of each request: {@code ok}, or the code of its refusal
     */
    public OwnerDesk(
            int number,
            PartitionTable table,
            PartitionGate gate,
            Post post,
            LongSupplier clusterMs,
            BiConsumer<Op, String> counted) {
        this.number = number;
        this.table = table;
        this.gate = gate;
        this.post = post;
        this.clusterMs = clusterMs;
        this.counted = counted;
    }

    /** Runs {@code served} now or once {@code key}'s partition is loaded. @param message null when nobody waits for it */
    public void inPartition(String key, ToOwner message, Runnable served) {
        int partition = table.partitionOf(key);
        if (table.laneOf(table.self(), partition) != number) {
            moved(message);
            return;
        }
        switch (gate.admit(partition)) {
            case SERVE -> served.run();
            case WAIT -> park(partition, key, message, served);
            case MOVED -> moved(message);
        }
    }

    private void park(int partition, String key, ToOwner message, Runnable served) {
        if (!gate.park(partition, () -> inPartition(key, message, served)) && message instanceof Asked asked) {
            refuse(asked, new Refusal(Code.UNAVAILABLE, "What was asked for is being moved. Try again in a second."));
        }
    }

    /** Whether nobody waits for an answer any more. */
    public boolean isExpired(ToOwner message) {
        return message instanceof Asked asked && asked.deadline() < clusterMs.getAsLong();
    }

    /** Has a request handled and answers it. What is asked again while it is under way is answered by the first. */
    public void once(Request request, Supplier<Future<Reply>> handler) {
        String key = request.replyLane() + '/' + request.corr();
        if (!underWay.add(key)) {
            post.send(request.replyLane(), new Busy(request.corr()));
        } else {
            Future<Reply> handled = attempt(handler);
            handled.onComplete(done -> underWay.remove(key));
            handled.onSuccess(reply -> succeed(request, reply)).onFailure(cause -> fail(request, cause));
        }
    }

    private static Future<Reply> attempt(Supplier<Future<Reply>> handler) {
        try {
            return handler.get();
        } catch (RuntimeException refused) {
            return Future.failedFuture(refused);
        }
    }

    private void succeed(Request request, Reply reply) {
        counted.accept(request.op(), "ok");
        post.send(request.replyLane(), new Answer(request.corr(), null, reply.body(), reply.epoch(), reply.seq()));
    }

    private void fail(Request request, Throwable cause) {
        if (cause == MovedException.INSTANCE) {
            moved(request);
            return;
        }
        if (!(cause instanceof Refusal)) {
            LOG.error("request {} for {} failed", request.op(), request.key(), cause);
        }
        Refusal refusal = Refusal.of(cause);
        counted.accept(request.op(), refusal.code().wire());
        refuse(request, refusal);
    }

    private void refuse(Asked asked, Refusal refusal) {
        post.send(
                asked.replyLane(),
                new Answer(asked.corr(), refusal.code(), Slice.utf8(refusal.detail()), "", refusal.retryAfterMs()));
    }

    private void moved(ToOwner message) {
        if (message instanceof Asked asked) {
            post.send(asked.replyLane(), new Moved(asked.corr()));
        }
    }
}
