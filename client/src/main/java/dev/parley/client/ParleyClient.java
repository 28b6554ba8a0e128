package dev.parley.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.Addresses;
import dev.parley.protocol.Json;
import dev.parley.protocol.Limits;
import dev.parley.protocol.Slice;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
 * <p>{@link #open}, {@link #join}, {@link #request} and {@link #close} may be called from any thread; listeners and
 * futures come back on the client's loop. Futures fail with {@link RequestException}.
 */
public final class ParleyClient implements Wire {
    private final Loop loop;
    private final ClientOptions options;
    private final ClientListener listener;
    private final Requests requests;
    private final Connection connection;
    private final Asking asking = new Asking(this);
    private final Stats stats = new Stats();
    private final Map<String, RoomSession> rooms = new HashMap<>(4);
    private final Map<String, Future<?>> leaving = new HashMap<>(2);
    private final Promise<SessionInfo> opening = Promise.promise();
    private volatile SessionInfo session;
    private boolean started;

    /** A client on a loop of {@code vertx} with connections of its own. */
    public static ParleyClient create(Vertx vertx, ClientOptions options) {
        return new ParleyClient(Loop.of(vertx), new WebSocketTransport(vertx), options, ClientListener.SILENT);
    }

    /** @param transport may be shared by any number of clients */
    public ParleyClient(Loop loop, Transport transport, ClientOptions options, ClientListener listener) {
        this.loop = loop;
        this.options = options;
        this.listener = listener;
        this.requests = new Requests(loop);
        Endpoints endpoints = new Endpoints(options.endpoints(), options.roam());
        this.connection = new Connection(loop, transport, endpoints, options.backoff(), requests, new Events());
    }

    /** Connects, trying one node after the other until the deadline of {@link ClientOptions}; then it gives up. */
    public Future<SessionInfo> open() {
        loop.execute(() -> {
            if (!started) {
                started = true;
                connection.connect();
                loop.after(options.openDeadlineMs(), this::openedTooLate);
            }
        });
        return opening.future();
    }

    private void openedTooLate() {
        if (opening.tryFail(RequestException.timeout())) {
            connection.close();
        }
    }

    public Future<Room> join(String roomId, RoomListener roomListener) {
        return join(JoinRequest.of(roomId), roomListener);
    }

    /** Joins a room; the room {@link Room#isWaiting()} when it has a lobby. In a room already: a failed future. */
    public Future<Room> join(JoinRequest request, RoomListener roomListener) {
        return onLoop(() -> {
            if (rooms.containsKey(request.roomId())) {
                return Future.failedFuture(RequestException.closed("this client is in the room already"));
            }
            RoomSession room = new RoomSession(this, request, roomListener);
            rooms.put(request.roomId(), room);
            Future<?> left = leaving.getOrDefault(request.roomId(), Future.succeededFuture());
            return left.transform(done -> room.join());
        });
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
        return onLoop(() -> asking.ask(address, text(body), options.requestDeadlineMs(), repeatable)
                .map(ParleyClient::tree));
    }

    /** Listens to the user's inbox on this connection; {@link ClientListener#inbox} gets what comes. */
    public void registerInbox(String username) {
        loop.execute(() -> send(FrameText.register(Addresses.inbox(username))));
    }

    /** Drops the connection and resumes on the next node. */
    public void reconnect() {
        loop.execute(() -> connection.drop(1006));
    }

    /** Closes for good, without leaving: others see the connection lost. Leave the rooms first to go at once. */
    public void close() {
        loop.execute(connection::close);
    }

    /** The session as the server told it last, null before it is open. */
    public SessionInfo session() {
        return session;
    }

    @Override
    public Stats stats() {
        return stats;
    }

    @Override
    public boolean isOpen() {
        return connection.isOpen();
    }

    @Override
    public void send(String frame) {
        connection.send(frame);
    }

    @Override
    public Loop loop() {
        return loop;
    }

    @Override
    public Requests requests() {
        return requests;
    }

    Future<JsonNode> ask(String address, ObjectNode body) {
        return asking.ask(address, text(body), options.requestDeadlineMs(), true)
                .map(ParleyClient::tree);
    }

    Outbox.Keeping keeping() {
        return new Outbox.Keeping(options.signalDeadlineMs(), session.resumeWindowMs(), options.acceptedMax());
    }

    void forget(RoomSession room) {
        rooms.remove(room.roomId(), room);
    }

    /** A new join of the room waits for the leave before it: the server may answer them in any order. */
    Future<JsonNode> leaving(String roomId, Future<JsonNode> left) {
        leaving.put(roomId, left);
        return left.onComplete(done -> leaving.remove(roomId, left));
    }

    <T> Future<T> onLoop(Supplier<Future<T>> work) {
        Promise<T> promise = Promise.promise();
        loop.execute(
                () -> Future.<Void>succeededFuture().compose(v -> work.get()).onComplete(promise));
        return promise.future();
    }

    private static String text(ObjectNode body) {
        return Json.slice(body).text();
    }

    private static JsonNode tree(Slice body) {
        return body.length() == 0 ? Json.newObject() : Json.object(body);
    }

    private ObjectNode openingBody() {
        ObjectNode body = Json.newObject().put("protocol", Limits.PROTOCOL);
        put(body, "displayName", options.displayName());
        put(body, "token", options.token());
        put(body, "deviceToken", session == null ? options.deviceToken() : session.deviceToken());
        if (session != null) {
            ObjectNode resume = body.putObject("resume").put("resumeToken", session.resumeToken());
            ArrayNode list = resume.putArray("rooms");
            rooms.values().stream()
                    .filter(room -> room.is(RoomSession.State.MEMBER))
                    .forEach(room -> list.addObject()
                            .put("roomId", room.roomId())
                            .put("epoch", room.inflow().epoch())
                            .put("seq", room.inflow().seq()));
        }
        return body;
    }

    private static void put(ObjectNode body, String name, String value) {
        if (value != null) {
            body.put(name, value);
        }
    }

    private final class Events implements Connection.Owner {
        @Override
        public String opening() {
            return text(openingBody());
        }

        @Override
        public void opened(SessionInfo now, ObjectNode reply) {
            stats.connects++;
            session = now;
            Map<String, JsonNode> entries = new HashMap<>();
            reply.path("rooms").forEach(room -> entries.put(room.path("roomId").asText(), room));
            List.copyOf(rooms.values())
                    .forEach(room -> room.resumed(entries.getOrDefault(room.roomId(), Json.newObject())));
            listener.opened(now);
            asking.online();
            opening.tryComplete(now);
        }

        @Override
        public void received(Frame frame) {
            if (frame.failure() != null) {
                listener.problem(frame.failure());
                return;
            }
            String address = frame.address();
            if (address == null) {
                return;
            }
            Addresses.SignalAddress signal = Addresses.parseSignal(address);
            String roomId = signal != null ? signal.roomId() : Addresses.roomOfEvents(address);
            RoomSession room = roomId == null ? null : rooms.get(roomId);
            if (room != null && signal != null) {
                room.stream().signal(frame.body());
            } else if (room != null) {
                room.stream().event(frame.body());
            } else if (Addresses.userOfInbox(address) != null) {
                listener.inbox(frame.body());
            }
        }

        @Override
        public void beat() {
            rooms.values().forEach(room -> {
                if (room.outbox() != null) {
                    room.outbox().tick();
                }
            });
        }

        @Override
        public void lost(int code) {
            rooms.values().forEach(RoomSession::offline);
            listener.lost(code);
        }

        @Override
        public void ended(int code, RequestException why) {
            opening.tryFail(why);
            asking.close(why);
            List.copyOf(rooms.values()).forEach(room -> room.end("closed"));
            listener.closed(code);
        }
    }
}
