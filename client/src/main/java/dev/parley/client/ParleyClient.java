package dev.parley.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.Addresses;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.function.Supplier;

/**
 * One peer. It keeps its session through lost connections, drained and dead nodes, and delivers each signal once.
 *
 * <pre>{@code
 * ParleyClient bot = ParleyClient.create(vertx, ClientOptions.of("http://localhost:8080").named("Echo"));
 * bot.open()
 *         .compose(session -> bot.join("lobby", new RoomListener() {
 *             public void signal(Room room, Signal signal) {
 *                 room.send(signal.from(), signal.data().text());
 *             }
 *         }))
 *         .onSuccess(room -> room.chat("Send me a signal and I send it back."));
 * }</pre>
 *
 * <p>Every method may be called from any thread; listeners and futures come back on the client's loop. Futures fail with
 * {@link RequestException}.
 */
public final class ParleyClient {
    private final Loop loop;
    private final Engine engine;

    /** A client on a loop of {@code vertx} with connections of its own. */
    public static ParleyClient create(Vertx vertx, ClientOptions options) {
        return new ParleyClient(Loop.of(vertx), new WebSocketTransport(vertx), options, ClientListener.SILENT);
    }

    /** @param transport may be shared by any number of clients */
    public ParleyClient(Loop loop, Transport transport, ClientOptions options, ClientListener listener) {
        this.loop = loop;
        this.engine = new Engine(loop, transport, options, listener);
    }

    /** Connects, trying one node after the other until the deadline of {@link ClientOptions}; then it gives up. */
    public Future<SessionInfo> open() {
        return onLoop(engine::open);
    }

    public Future<Room> join(String roomId, RoomListener listener) {
        return join(JoinRequest.of(roomId), listener);
    }

    /** Joins a room; the room {@link Room#isWaiting()} when it has a lobby. Fails at once in a room twice. */
    public Future<Room> join(JoinRequest request, RoomListener listener) {
        return onLoop(() -> engine.join(request, listener));
    }

    /** Creates a room. @param settings as in the contract, with or without {@code roomId} */
    public Future<JsonNode> createRoom(ObjectNode settings) {
        return request(Addresses.ROOM_REQUEST + "create", settings, false);
    }

    /**
     * Any request of the contract.
     *
     * @param repeatable whether it may be sent again when it is not known to have been carried out
     */
    public Future<JsonNode> request(String address, ObjectNode body, boolean repeatable) {
        return onLoop(() -> engine.ask(address, body, repeatable));
    }

    /** Listens to the user's inbox on this connection; {@link ClientListener#inbox} gets what comes. */
    public void registerInbox(String username) {
        loop.execute(() -> engine.send(FrameText.register(Addresses.inbox(username))));
    }

    /** Drops the connection and resumes on the next node. */
    public void reconnect() {
        loop.execute(engine::reconnect);
    }

    /** Closes for good, without leaving: others see the connection lost. Leave the rooms first to go at once. */
    public void close() {
        loop.execute(engine::close);
    }

    /** The session as the server told it last, null before it is open. */
    public SessionInfo session() {
        return engine.session();
    }

    /** What the client has counted; exact on its loop only. */
    public Stats stats() {
        return engine.stats();
    }

    private <T> Future<T> onLoop(Supplier<Future<T>> work) {
        return onLoop(loop, work);
    }

    static <T> Future<T> onLoop(Loop loop, Supplier<Future<T>> work) {
        Promise<T> promise = Promise.promise();
        loop.execute(
                () -> Future.<Void>succeededFuture().compose(v -> work.get()).onComplete(promise));
        return promise.future();
    }
}
