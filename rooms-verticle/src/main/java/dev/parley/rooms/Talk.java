package dev.parley.rooms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.cluster.Reply;
import dev.parley.protocol.Code;
import dev.parley.protocol.Fields;
import dev.parley.protocol.Json;
import dev.parley.protocol.Limits;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.lane.ToOwner.Request;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;

/**
 * What members tell the whole room: their state and chat. Each gets its own message too, with the number of the reply. And
 * what services tell it.
 */
final class Talk {
    private final RoomStore store;
    private final Courier courier;
    private final Ownership ownership;
    private final Clock clock;

    Talk(RoomStore store, Courier courier, Ownership ownership, Clock clock) {
        this.store = store;
        this.courier = courier;
        this.ownership = ownership;
        this.clock = clock;
    }

    /** Merges the given fields into the member's state; null takes a field away. Answered once the cluster has it. */
    Future<Reply> state(Request request, Room room) {
        Member member = Moderation.member(request, room);
        Fields body = Fields.of(request.body());
        if (!body.has("state")) {
            throw Refusal.invalid("state must be an object of at most " + Limits.STATE_BYTES + " bytes.");
        }
        ObjectNode merged = member.peer().state().deepCopy();
        body.objectOr("state", Limits.STATE_BYTES).properties().forEach(e -> put(merged, e.getKey(), e.getValue()));
        if (Json.bytes(merged).length > Limits.STATE_BYTES) {
            throw Refusal.invalid("state would grow over " + Limits.STATE_BYTES + " bytes.");
        }
        member.record(member.record().withPeer(member.peer().withState(merged)));
        courier.broadcast(room, RoomEvents.peerState(room, member.peer()));
        long seq = member.stream().seq();
        return store.save(room.id(), member.record()).map(v -> {
            ownership.check(room.partition());
            return Reply.numbered(seq);
        });
    }

    private static void put(ObjectNode state, String name, JsonNode value) {
        if (value.isNull()) {
            state.remove(name);
        } else {
            state.set(name, value);
        }
    }

    /** Sends a message once, however often the request is repeated under its id. */
    Future<Reply> chat(Request request, Room room) {
        Member member = Moderation.member(request, room);
        Fields body = Fields.of(request.body());
        String id = body.text("id", 1, Limits.CHAT_ID);
        Long sent = member.chatSeq(id);
        if (sent != null) {
            return Future.succeededFuture(Reply.numbered(sent));
        }
        ObjectNode message = Json.newObject().put("id", id).put("from", member.peerId());
        content(body, message);
        message.put("at", clock.clusterMs());
        courier.broadcast(room, RoomEvents.event(room, "chat", message));
        member.chatted(id, member.stream().seq());
        return Future.succeededFuture(Reply.numbered(member.stream().seq()));
    }

    /** A service's message to everybody, its data as it came. */
    Future<Reply> broadcast(Request request, Room room) {
        if (!request.actor().isService()) {
            throw new Refusal(Code.ACCESS_DENIED, "Only services broadcast. Say it in the room's chat instead.");
        }
        if (request.body().length() > Limits.BROADCAST_BYTES) {
            throw Refusal.invalid("data must be at most " + Limits.BROADCAST_BYTES + " bytes as JSON.");
        }
        courier.broadcast(room, RoomEvents.broadcast(room, request.actor().service(), request.body()));
        int peers = room.members().size();
        return Future.succeededFuture(Reply.of(Json.newObject().put("peers", peers)));
    }

    private static void content(Fields body, ObjectNode message) {
        if (body.has("sealed")) {
            JsonNode sealed = body.json().get("sealed");
            if (Json.bytes(sealed).length > 2 * Limits.CHAT_BYTES) {
                throw Refusal.invalid("sealed must be at most " + 2 * Limits.CHAT_BYTES + " bytes.");
            }
            message.set("sealed", sealed);
            return;
        }
        String text = body.text("text", 1, Limits.CHAT_BYTES);
        if (text.getBytes(StandardCharsets.UTF_8).length > Limits.CHAT_BYTES) {
            throw Refusal.invalid("text must be at most " + Limits.CHAT_BYTES + " bytes.");
        }
        message.put("text", text);
    }
}
