package dev.parley.rooms;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.cluster.PartitionTable;
import dev.parley.cluster.Post;
import dev.parley.cluster.Reply;
import dev.parley.protocol.Addresses;
import dev.parley.protocol.Fields;
import dev.parley.protocol.Limits;
import dev.parley.protocol.lane.Owner;
import dev.parley.protocol.lane.ToOwner.CallDeserted;
import dev.parley.protocol.lane.ToOwner.Request;
import io.vertx.core.Future;
import java.util.HashSet;
import java.util.Set;

/** The rooms of calls: opened and closed by the call's owner, seen by its participants only. */
final class CallRooms {
    private final Rooms rooms;
    private final RoomStore store;
    private final Departures departures;
    private final RoomsConfig config;
    private final Ownership ownership;
    private final PartitionTable table;
    private final Post post;
    private final Clock clock;

    CallRooms(
            Rooms rooms,
            RoomStore store,
            Departures departures,
            RoomsConfig config,
            Ownership ownership,
            PartitionTable table,
            Post post,
            Clock clock) {
        this.rooms = rooms;
        this.store = store;
        this.departures = departures;
        this.config = config;
        this.ownership = ownership;
        this.table = table;
        this.post = post;
        this.clock = clock;
    }

    /** Body {@code {callId, participants, expiresAt}}: who may come in from now on. Repeating it is harmless. */
    Future<Reply> open(Request request, Room known, int partition) {
        Fields body = Fields.of(request.body());
        Set<String> participants = new HashSet<>();
        for (JsonNode id : body.json().get("participants")) {
            participants.add(id.textValue());
        }
        if (known != null) {
            participants.addAll(known.rules().participants());
            return admitting(known, participants);
        }
        RoomRules rules = RoomRules.ofCall(
                request.key(),
                body.text("callId", 1, Limits.CHAT_ID),
                participants,
                config.maxPeersLimit(),
                clock.clusterMs(),
                body.integer("expiresAt", 1, Limits.MAX_SAFE_INTEGER));
        return admitting(rooms.open(rules, partition), participants);
    }

    /** Whatever else was decided about the room stays. */
    private Future<Reply> admitting(Room room, Set<String> participants) {
        room.rules(room.rules().withParticipants(participants));
        return store.save(room.rules()).map(v -> {
            ownership.check(room);
            return Reply.nothing();
        });
    }

    Future<Reply> close(Room room) {
        return room == null
                ? Future.succeededFuture(Reply.nothing())
                : departures.close(room, "call-ended").map(Reply.nothing());
    }

    /** Tells the call's owner that nobody is left. */
    void deserted(Room room) {
        String callId = room.rules().callId();
        int partition = table.partitionOf(callId);
        String node = table.ownerOf(partition);
        if (node != null) {
            post.send(Addresses.ownerLane(Owner.PEOPLE, node, table.laneOf(node, partition)), new CallDeserted(callId));
        }
    }
}
