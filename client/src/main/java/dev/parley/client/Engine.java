package dev.parley.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.Addresses;
import dev.parley.protocol.Json;
import dev.parley.protocol.Limits;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Joins connection, requests and rooms of one client. Confined to the loop. */
final class Engine implements Connection.Owner, Wire {
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

    Engine(Loop loop, Transport transport, ClientOptions options, ClientListener listener) {
        this.loop = loop;
        this.options = options;
        this.listener = listener;
        this.requests = new Requests(loop);
        Endpoints endpoints = new Endpoints(options.endpoints(), options.roam(), new SplittableRandom());
        this.connection = new Connection(loop, transport, endpoints, options.backoff(), requests, this);
    }

    Future<SessionInfo> open() {
        if (!started) {
            started = true;
            connection.connect();
            loop.after(options.openDeadlineMs(), () -> {
                if (opening.tryFail(RequestException.timeout())) {
                    connection.close();
                }
            });
        }
        return opening.future();
    }

    Future<Room> join(JoinRequest request, RoomListener roomListener) {
        if (rooms.containsKey(request.roomId())) {
            return Future.failedFuture(RequestException.closed("this client is in the room already"));
        }
        RoomSession room = new RoomSession(this, request, roomListener);
        rooms.put(request.roomId(), room);
        Future<?> left = leaving.getOrDefault(request.roomId(), Future.succeededFuture());
        return left.transform(done -> room.join());
    }

    /** A new join of the room waits for the leave before it: the server may answer them in any order. */
    Future<JsonNode> leaving(String roomId, Future<JsonNode> left) {
        leaving.put(roomId, left);
        return left.onComplete(done -> leaving.remove(roomId, left));
    }

    Future<JsonNode> ask(String address, ObjectNode body, boolean repeatable) {
        return asking.ask(address, text(body), options.requestDeadlineMs(), repeatable)
                .map(reply -> reply.length() == 0 ? Json.newObject() : Json.object(reply));
    }

    void reconnect() {
        connection.drop(Connection.ABNORMAL);
    }

    void close() {
        connection.close();
    }

    void forget(RoomSession room) {
        rooms.remove(room.roomId(), room);
    }

    SessionInfo session() {
        return session;
    }

    /** @param token from the answer to a join; empty when there is none in it */
    void resumeBy(String token) {
        session = session.resumedBy(token);
    }

    Outbox.Keeping keeping() {
        return new Outbox.Keeping(options.signalDeadlineMs(), session.resumeWindowMs(), options.acceptedMax());
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

    @Override
    public Stats stats() {
        return stats;
    }

    @Override
    public String opening() {
        ObjectNode body = Json.newObject().put("protocol", Limits.PROTOCOL);
        put(body, "displayName", options.displayName());
        put(body, "token", options.token());
        put(body, "deviceToken", session == null ? options.deviceToken() : session.deviceToken());
        if (session != null) {
            ObjectNode resume = body.putObject("resume").put("resumeToken", session.resumeToken());
            ArrayNode list = resume.putArray("rooms");
            rooms.values().stream()
                    .filter(room -> room.is(RoomSession.State.MEMBER))
                    .forEach(room -> room.place(list.addObject()));
        }
        return text(body);
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

    private static String text(ObjectNode body) {
        return Json.slice(body).text();
    }

    private static void put(ObjectNode body, String name, String value) {
        if (value != null) {
            body.put(name, value);
        }
    }
}
