package dev.parley.gateway.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.Fields;
import dev.parley.protocol.Json;
import dev.parley.protocol.Limits;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.Slice;
import dev.parley.protocol.lane.Op;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The rooms that a resume names, and what their owners make of it. */
final class RoomResumes {
    /** What a client says of a room that it was in. */
    private static final Set<String> FROM_CLIENT = Set.of("epoch", "seq", "guarded");

    /** What an owner says of a room that came back and is not the client's. */
    private static final Set<String> FOR_LANE = Set.of("self", "guarded");

    private final RoomAsks rooms;
    private final int maxRooms;
    private final LaneMetrics metrics;

    RoomResumes(RoomAsks rooms, int maxRooms, LaneMetrics metrics) {
        this.rooms = rooms;
        this.maxRooms = maxRooms;
        this.metrics = metrics;
    }

    /** Read before anything is done, so that a malformed request does nothing. */
    List<Fields> named(Fields body) {
        JsonNode named = body.json().path("resume").path("rooms");
        if (named.size() > maxRooms) {
            throw Refusal.invalid("resume.rooms has more than " + maxRooms + " rooms.");
        }
        List<Fields> read = new ArrayList<>(named.size());
        for (JsonNode room : named) {
            if (!(room instanceof ObjectNode object)) {
                throw Refusal.invalid("resume.rooms must hold objects {roomId, epoch, seq, guarded}.");
            }
            Fields fields = new Fields(object);
            fields.roomId();
            fields.textOr("epoch", 128, "");
            fields.integerOr("seq", 0, Limits.MAX_SAFE_INTEGER, 0);
            fields.flagOr("guarded", false);
            read.add(fields);
        }
        return read;
    }

    /** Ends when every owner has answered, also when one of them failed: nothing comes in after that. */
    Future<List<JsonNode>> ask(Session session, Tokens.Resume former, List<Fields> named) {
        List<Future<JsonNode>> entries = new ArrayList<>();
        named.forEach(room -> entries.add(ask(session, former, room)));
        return Future.join(entries).map(all -> all.list());
    }

    private Future<JsonNode> ask(Session session, Tokens.Resume former, Fields room) {
        String roomId = room.roomId();
        return rooms.send(Op.RESUME, roomId, session.actor(), question(session, former, room))
                .onFailure(failed -> metrics.resumed("failed"))
                .map(result -> {
                    ObjectNode entry = Json.object(result.body());
                    if (!result.epoch().isEmpty()) {
                        Membership held = session.roomOrNew(roomId);
                        held.startAt(result.epoch(), result.seq());
                        held.introduced(entry);
                    }
                    metrics.resumed(result(entry));
                    return entry.without(FOR_LANE);
                });
    }

    private static String result(ObjectNode entry) {
        return entry.has("gone") ? "gone" : entry.path("resync").asBoolean() ? "resync" : "resumed";
    }

    /** The seat comes from the token, never from the client's own words, and only where its grants reach. */
    private static Slice question(Session session, Tokens.Resume former, Fields room) {
        ObjectNode body = room.json().deepCopy().retain(FROM_CLIENT);
        Seat seat = former.seat(room.roomId());
        if (seat != null && session.grants().join() && session.grants().covers(room.roomId())) {
            body.set("seat", seat.json());
        }
        return Json.slice(body);
    }
}
