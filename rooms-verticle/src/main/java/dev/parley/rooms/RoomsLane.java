package dev.parley.rooms;

import dev.parley.cluster.OwnerDesk;
import dev.parley.cluster.PartitionGate;
import dev.parley.cluster.PartitionTable;
import dev.parley.protocol.Epoch;
import dev.parley.protocol.lane.LaneMessage;
import dev.parley.protocol.lane.Op;
import dev.parley.protocol.lane.ToOwner;
import dev.parley.protocol.lane.ToOwner.Attach;
import dev.parley.protocol.lane.ToOwner.Detach;
import dev.parley.protocol.lane.ToOwner.Holding;
import dev.parley.protocol.lane.ToOwner.Holdings;
import dev.parley.protocol.lane.ToOwner.Request;
import dev.parley.protocol.lane.ToOwner.Signal;
import java.util.List;

/** Takes what gateways send to this lane: to the right room when its partition is served here, else {@code moved}. */
final class RoomsLane {
    private final OwnerDesk desk;
    private final PartitionTable table;
    private final PartitionGate gate;
    private final Rooms rooms;
    private final Signals signals;
    private final Attachments attachments;
    private final RoomRequests requests;
    private final RoomsMetrics metrics;

    RoomsLane(
            OwnerDesk desk,
            PartitionTable table,
            PartitionGate gate,
            Rooms rooms,
            Signals signals,
            Attachments attachments,
            RoomRequests requests,
            RoomsMetrics metrics) {
        this.desk = desk;
        this.table = table;
        this.gate = gate;
        this.rooms = rooms;
        this.signals = signals;
        this.attachments = attachments;
        this.requests = requests;
        this.metrics = metrics;
    }

    void receive(LaneMessage message) {
        if (message instanceof Holdings told) {
            told.holdings().forEach(h -> desk.inPartition(h.roomId(), null, () -> holding(told.lane(), h)));
        } else if (message instanceof Request request && request.op() == Op.LIST) {
            desk.once(request, () -> requests.list(request));
        } else if (message instanceof ToOwner toOwner) {
            desk.inPartition(toOwner.key(), toOwner, () -> serve(toOwner));
        }
    }

    private void serve(ToOwner message) {
        Room room = rooms.get(message.key());
        if (desk.isExpired(message)) {
            metrics.expired();
        } else if (message instanceof Signal signal) {
            long began = metrics.owner.begin();
            signals.forward(signal, room);
            metrics.owner.end(began);
        } else if (message instanceof Request request) {
            desk.once(request, () -> requests.handle(request, room, table.partitionOf(request.key())));
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
                () -> desk.inPartition(h.roomId(), null, () -> holding(lane, h)));
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

    /** Two halves of the cluster have become one: every room is read again, in a new term. */
    void merged() {
        rooms.merged();
        gate.retakeAll();
    }

    /** Ownership changed somewhere: look at each partition of this lane again. */
    void reconcile(List<Integer> partitions) {
        partitions.forEach(gate::reconcile);
    }
}
