package dev.parley.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.Addresses;
import dev.parley.protocol.Json;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.Supplier;

/** One membership, from the request to join to its end: keeps stream, roster and outbox in step. Confined to the loop. */
final class RoomSession {
    /** How far the membership has come. */
    enum State {
        JOINING,
        WAITING,
        MEMBER,
        ENDED
    }

    private final Engine engine;
    private final JoinRequest request;
    private final RoomListener listener;
    private final Room room;
    private final Inflow inflow = new Inflow();
    private final Roster roster = new Roster();
    private final RoomStream stream;
    private final Promise<Void> admitted = Promise.promise();
    private State state = State.JOINING;
    private Outbox outbox;
    private PeerInfo self;
    private ObjectNode info = Json.newObject();
    private boolean banSeen;

    RoomSession(Engine engine, JoinRequest request, RoomListener listener) {
        this.engine = engine;
        this.request = request;
        this.listener = listener;
        this.room = new Room(this);
        this.stream = new RoomStream(this, engine);
    }

    Future<Room> join() {
        return engine.ask(Addresses.ROOM_REQUEST + "join", request.json(), true)
                .map(this::answered)
                .onFailure(refused -> {
                    engine.forget(this);
                    state = State.ENDED;
                    admitted.tryFail(refused);
                });
    }

    private Room answered(JsonNode reply) {
        if (state == State.ENDED) {
            throw RequestException.closed("the client left before it was let in");
        }
        if (state == State.MEMBER) {
            return room;
        }
        if (reply.path("waiting").asBoolean()) {
            state = State.WAITING;
            register();
        } else {
            enter(reply, reply.path("epoch").asText(), reply.path("seq").asLong());
        }
        return room;
    }

    /** @param fields of a join's reply, or of {@code admitted} */
    void enter(JsonNode fields, String epoch, long seq) {
        self = PeerInfo.of(fields.path("self"));
        updated(fields.path("room"));
        engine.resumeBy(fields.path("resumeToken").asText());
        roster.replace(fields.path("peers"));
        inflow.startAt(epoch, seq);
        outbox = new Outbox(engine, roomId(), self.peerId(), engine.keeping());
        boolean knocked = state == State.WAITING;
        state = State.MEMBER;
        listener.joined(room);
        if (!knocked) {
            register();
        }
        outbox.online(epoch);
        admitted.tryComplete();
    }

    private void register() {
        engine.send(FrameText.register(Addresses.roomEvents(roomId())));
        engine.send(
                FrameText.register(Addresses.signal(roomId(), engine.session().peerId())));
    }

    private void unregister() {
        if (!engine.isOpen()) {
            return;
        }
        engine.send(FrameText.unregister(Addresses.roomEvents(roomId())));
        engine.send(
                FrameText.unregister(Addresses.signal(roomId(), engine.session().peerId())));
    }

    /** The connection is gone; the membership is not. */
    void offline() {
        if (outbox != null) {
            outbox.offline();
        }
    }

    /** The session is open again. @param entry what the server says of this room, missing when it says nothing */
    void resumed(JsonNode entry) {
        if (state == State.WAITING) {
            state = State.JOINING;
            join();
        } else if (state == State.MEMBER && entry.has("gone")) {
            end(entry.path("gone").asText());
        } else if (state == State.MEMBER && entry.path("resync").asBoolean()) {
            stream.resync(entry);
            register();
            outbox.online(inflow.epoch());
        } else if (state == State.MEMBER && entry.path("resumed").asBoolean()) {
            register();
            outbox.online(inflow.epoch());
        } else if (state == State.MEMBER) {
            end("session-lost");
        }
    }

    Future<Void> signal(String peerId, String data) {
        if (state != State.MEMBER) {
            return Future.failedFuture(RequestException.notMember());
        }
        if (data.length() > engine.session().frameBytes()) {
            return Future.failedFuture(RequestException.tooLarge());
        }
        return outbox.send(peerId, data);
    }

    Future<Void> leave() {
        if (state == State.ENDED) {
            return Future.succeededFuture();
        }
        ObjectNode body = Json.newObject().put("roomId", roomId());
        unregister();
        end("left");
        return engine.leaving(roomId(), engine.ask(Addresses.ROOM_REQUEST + "leave", body, true))
                .mapEmpty();
    }

    /** @param reason as in {@link RoomListener#ended} */
    void end(String reason) {
        if (state == State.ENDED) {
            return;
        }
        state = State.ENDED;
        engine.forget(this);
        RequestException why = RequestException.closed("the membership is over: " + reason);
        admitted.tryFail(why);
        if (outbox != null) {
            outbox.end(why);
        }
        listener.ended(room, reason);
    }

    /** Says where the client is. A room with a guard, if all nodes forget it, must not be opened without. */
    void place(ObjectNode entry) {
        entry.put("roomId", roomId()).put("epoch", inflow.epoch()).put("seq", inflow.seq());
        if (isGuarded()) {
            entry.put("guarded", true);
        }
    }

    private boolean isGuarded() {
        return banSeen
                || info.path("locked").asBoolean()
                || info.path("hasPassword").asBoolean()
                || info.path("lobby").asBoolean();
    }

    /** Somebody was banned. */
    void sawBan() {
        banSeen = true;
    }

    void updated(JsonNode view) {
        if (view instanceof ObjectNode object) {
            info = object;
        }
    }

    /** The peer has another membership: its numbers, and what the former one had taken, mean nothing any more. */
    void departed(String peerId) {
        inflow.forget(peerId);
        if (outbox != null) {
            outbox.departed(peerId);
        }
    }

    /** Runs {@code work} on the loop, from any thread. */
    <T> Future<T> onLoop(Supplier<Future<T>> work) {
        return ParleyClient.onLoop(engine.loop(), work);
    }

    Future<JsonNode> ask(String address, ObjectNode body) {
        return engine.ask(address, body, true);
    }

    boolean is(State other) {
        return state == other;
    }

    String roomId() {
        return request.roomId();
    }

    Room room() {
        return room;
    }

    RoomListener listener() {
        return listener;
    }

    RoomStream stream() {
        return stream;
    }

    Inflow inflow() {
        return inflow;
    }

    Roster roster() {
        return roster;
    }

    Outbox outbox() {
        return outbox;
    }

    PeerInfo self() {
        return self;
    }

    void self(PeerInfo peer) {
        self = peer;
    }

    ObjectNode info() {
        return info;
    }

    Future<Void> admitted() {
        return admitted.future();
    }
}
