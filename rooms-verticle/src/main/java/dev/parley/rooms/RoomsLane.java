package dev.parley.rooms;

import dev.parley.cluster.PartitionGate;
import dev.parley.cluster.PartitionTable;
import dev.parley.protocol.Code;
import dev.parley.protocol.Epoch;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.Slice;
import dev.parley.protocol.lane.LaneMessage;
import dev.parley.protocol.lane.Op;
import dev.parley.protocol.lane.ToGateway.Answer;
import dev.parley.protocol.lane.ToGateway.Moved;
import dev.parley.protocol.lane.ToOwner;
import dev.parley.protocol.lane.ToOwner.Asked;
import dev.parley.protocol.lane.ToOwner.Attach;
import dev.parley.protocol.lane.ToOwner.Detach;
import dev.parley.protocol.lane.ToOwner.Holding;
import dev.parley.protocol.lane.ToOwner.Holdings;
import dev.parley.protocol.lane.ToOwner.Request;
import dev.parley.protocol.lane.ToOwner.Signal;
import io.vertx.core.Future;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes what gateways send to this lane: to the right room when its partition is served here, else {@code moved}. */
final class RoomsLane {
    private static final Logger LOG = LoggerFactory.getLogger(RoomsLane.class);

    private final int number;
    private final PartitionTable table;
    private final PartitionGate gate;
    private final Rooms rooms;
    private final Courier courier;
    private final Signals signals;
    private final Attachments attachments;
    private final RoomRequests requests;
    private final RoomsMetrics metrics;
    private final Clock clock;
    private final Set<String> underWay = new HashSet<>();

    /** @param number this lane's among the node's */
    RoomsLane(
            int number,
            PartitionTable table,
            PartitionGate gate,
            Rooms rooms,
            Courier courier,
            Signals signals,
            Attachments attachments,
            RoomRequests requests,
            RoomsMetrics metrics,
            Clock clock) {
        this.number = number;
        this.table = table;
        this.gate = gate;
        this.rooms = rooms;
        this.courier = courier;
        this.signals = signals;
        this.attachments = attachments;
        this.requests = requests;
        this.metrics = metrics;
        this.clock = clock;
    }

    void receive(LaneMessage message) {
        if (message instanceof Holdings told) {
            told.holdings().forEach(h -> inPartition(h.roomId(), null, () -> holding(told.lane(), h)));
        } else if (message instanceof Request request && request.op() == Op.LIST) {
            answer(request, attempt(() -> requests.list(request)));
        } else if (message instanceof ToOwner toOwner) {
            inPartition(toOwner.key(), toOwner, () -> serve(toOwner));
        }
    }

    private void inPartition(String roomId, ToOwner message, Runnable served) {
        int partition = table.partitionOf(roomId);
        if (table.laneOf(table.self(), partition) != number) {
            moved(message);
            return;
        }
        switch (gate.admit(partition)) {
            case SERVE -> served.run();
            case WAIT -> park(partition, roomId, message, served);
            case MOVED -> moved(message);
        }
    }

    private void park(int partition, String roomId, ToOwner message, Runnable served) {
        if (!gate.park(partition, () -> inPartition(roomId, message, served)) && message instanceof Asked asked) {
            refuse(asked, new Refusal(Code.UNAVAILABLE, "The room is being moved. Try again in a second."));
        }
    }

    private void moved(ToOwner message) {
        if (message instanceof Asked asked) {
            courier.send(asked.replyLane(), new Moved(asked.corr()));
        }
    }

    private void serve(ToOwner message) {
        Room room = rooms.get(message.key());
        if (message instanceof Asked asked && asked.deadline() < clock.clusterMs()) {
            metrics.request("expired", "dropped");
        } else if (message instanceof Signal signal) {
            signals.forward(signal, room);
        } else if (message instanceof Request request) {
            once(request, room);
        } else if (message instanceof Attach attach) {
            inLatestTerm(room, attach.epoch(), () -> attachments.attach(attach, room), () -> receive(attach));
        } else if (message instanceof Detach detach) {
            attachments.detach(detach, room);
        }
    }

    private void holding(String lane, Holding h) {
        Room room = rooms.get(h.roomId());
        inLatestTerm(
                room,
                h.epoch(),
                () -> attachments.holding(lane, h, room),
                () -> inPartition(h.roomId(), null, () -> holding(lane, h)));
    }

    /**
     * After a split of the cluster a lane may know a later owner of the room than this one and believe nothing that is
     * older: then this owner begins a term that is newer still, and the message is taken again in it.
     */
    private void inLatestTerm(Room room, String known, Runnable now, Runnable again) {
        if (room != null && Epoch.isOlder(room.epoch(), known)) {
            gate.retake(room.partition(), known);
            again.run();
        } else {
            now.run();
        }
    }

    /** What is asked again while it is under way is answered by the first. */
    private void once(Request request, Room room) {
        String key = request.replyLane() + '/' + request.corr();
        if (underWay.add(key)) {
            Future<Reply> handled = attempt(() -> requests.handle(request, room, table.partitionOf(request.key())));
            handled.onComplete(done -> underWay.remove(key));
            answer(request, handled);
        }
    }

    private static Future<Reply> attempt(Supplier<Future<Reply>> handler) {
        try {
            return handler.get();
        } catch (RuntimeException refused) {
            return Future.failedFuture(refused);
        }
    }

    private void answer(Request request, Future<Reply> handled) {
        handled.onComplete(done -> {
            if (done.succeeded()) {
                metrics.request(request.op().name(), "ok");
                Reply reply = done.result();
                courier.send(
                        request.replyLane(),
                        new Answer(request.corr(), null, reply.body(), reply.epoch(), reply.seq()));
            } else if (done.cause() == MovedException.INSTANCE) {
                moved(request);
            } else {
                failed(request, done.cause());
            }
        });
    }

    private void failed(Request request, Throwable cause) {
        if (!(cause instanceof Refusal)) {
            LOG.error("request {} in room {} failed", request.op(), request.key(), cause);
        }
        Refusal refusal = Refusal.of(cause);
        metrics.request(request.op().name(), refusal.code().wire());
        refuse(request, refusal);
    }

    private void refuse(Asked asked, Refusal refusal) {
        courier.send(asked.replyLane(), new Answer(asked.corr(), refusal.code(), Slice.utf8(refusal.detail()), "", 0));
    }

    /** Ownership changed somewhere: look at each partition of this lane again. */
    void reconcile(List<Integer> partitions) {
        partitions.forEach(gate::reconcile);
    }
}
