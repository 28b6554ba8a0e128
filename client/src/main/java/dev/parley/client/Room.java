package dev.parley.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.Addresses;
import dev.parley.protocol.Ids;
import dev.parley.protocol.Json;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Collection;

/**
 * A room that this client is in. {@link #send}, {@link #chat}, {@link #state}, {@link #leave} and {@link #moderation}
 * may be called from any thread; everything else belongs to the client's loop. Futures fail with
 * {@link RequestException}.
 */
public final class Room {
    private final RoomSession session;
    private final String roomId;

    Room(RoomSession session) {
        this.session = session;
        this.roomId = session.roomId();
    }

    public String roomId() {
        return roomId;
    }

    /**
     * Sends a signal, in the order of the calls. Completes when the server has accepted it: it reaches the recipient
     * exactly once as long as that stays in the room. Until then it is sent again as often as it takes.
     *
     * @param peerId the recipient
     * @param data any valid JSON value as text; it arrives byte for byte as UTF-8
     * @return fails with {@code peer_unknown} when the recipient is not in the room, with the last trouble after the
     *     deadline of {@link ClientOptions}, with {@code frame_too_large} at once
     */
    public Future<Void> send(String peerId, String data) {
        return session.onLoop(() -> session.signal(peerId, data));
    }

    /** Tells the room something. @return the number of the message in one's own stream */
    public Future<Long> chat(String text) {
        return chat(Ids.random(9), text);
    }

    /** @param id at most 64 characters; the same id is told once */
    public Future<Long> chat(String id, String text) {
        return numbered("chat", body().put("id", id).put("text", text));
    }

    /** Changes fields of one's own state; null takes a field away. @return the number in one's own stream */
    public Future<Long> state(ObjectNode fields) {
        ObjectNode body = body();
        body.set("state", fields);
        return numbered("state", body);
    }

    /** Leaves at once; what is not accepted by then fails. */
    public Future<Void> leave() {
        return session.onLoop(session::leave);
    }

    public Moderation moderation() {
        return new Moderation(this);
    }

    /** Completes when the room has let the client in; at once unless it {@link #isWaiting()}. */
    public Future<Void> admitted() {
        return session.admitted();
    }

    /** In the lobby: not a member yet. */
    public boolean isWaiting() {
        return session.is(RoomSession.State.WAITING);
    }

    public boolean isMember() {
        return session.is(RoomSession.State.MEMBER);
    }

    /** Oneself as the room sees it. */
    public PeerInfo self() {
        return session.self();
    }

    /** The others, in the order in which they joined. A view, for the loop only. */
    public Collection<PeerInfo> peers() {
        return session.roster().all();
    }

    /** Another member, null when it is none. */
    public PeerInfo peer(String peerId) {
        return session.roster().get(peerId);
    }

    /** The room as it was told last: name, visibility, locked, … */
    public ObjectNode info() {
        return session.info();
    }

    public String epoch() {
        return session.inflow().epoch();
    }

    /** The number of the last frame that came in. */
    public long seq() {
        return session.inflow().seq();
    }

    Future<JsonNode> ask(String name, ObjectNode body) {
        return session.onLoop(() -> session.ask(Addresses.ROOM_REQUEST + name, body));
    }

    ObjectNode body() {
        return Json.newObject().put("roomId", roomId);
    }

    private Future<Long> numbered(String name, ObjectNode body) {
        Promise<Long> promise = Promise.promise();
        ask(name, body).map(reply -> reply.path("seq").asLong()).onComplete(promise);
        return promise.future();
    }
}
