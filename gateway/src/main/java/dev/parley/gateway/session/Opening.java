package dev.parley.gateway.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.cluster.NodeDirectory;
import dev.parley.gateway.GatewayConfig;
import dev.parley.protocol.CloseReason;
import dev.parley.protocol.Code;
import dev.parley.protocol.Fields;
import dev.parley.protocol.Ids;
import dev.parley.protocol.Json;
import dev.parley.protocol.Limits;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.Slice;
import dev.parley.protocol.UserRef;
import dev.parley.protocol.lane.Actor;
import dev.parley.protocol.lane.Op;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Answers {@code session.open}: who the socket is from now on, and which of its rooms it has back. */
final class Opening {
    private static final List<String> FEATURES = List.of("resume", "rooms", "chat", "lobby", "moderation");

    private final Tokens tokens;
    private final Sessions sessions;
    private final RoomAsks rooms;
    private final NodeDirectory nodes;
    private final GatewayConfig config;
    private final String nodeId;

    Opening(
            Tokens tokens,
            Sessions sessions,
            RoomAsks rooms,
            NodeDirectory nodes,
            GatewayConfig config,
            String nodeId) {
        this.tokens = tokens;
        this.sessions = sessions;
        this.rooms = rooms;
        this.nodes = nodes;
        this.config = config;
        this.nodeId = nodeId;
    }

    /** Fails with a {@link Refusal}; the socket may try again then. */
    Future<Slice> open(Session session, Fields body) {
        if (body.integerOr("protocol", 0, Integer.MAX_VALUE, 0) != Limits.PROTOCOL) {
            throw new Refusal(Code.UNSUPPORTED_PROTOCOL, "This server speaks protocol " + Limits.PROTOCOL + ".");
        }
        return session.isOpen() ? renew(session, body) : identify(session, body);
    }

    private Future<Slice> renew(Session session, Fields body) {
        return access(body).map(access -> {
            UserRef user = access == null ? null : access.user();
            if (!Objects.equals(session.user(), user)) {
                throw new Refusal(Code.TOKEN_INVALID, "This session is not this user's. Open another one.");
            }
            Actor was = session.actor();
            Actor actor = new Actor(
                    was.peerId(), was.generation() + 1, was.displayName(), was.user(), was.deviceId(), was.address());
            session.identify(session.sessionId(), actor, access == null ? Long.MAX_VALUE : access.expiresAt());
            return reply(session, false, List.of());
        });
    }

    private Future<Slice> identify(Session session, Fields body) {
        String name = body.textOr("displayName", Limits.DISPLAY_NAME, "").strip();
        return Future.all(access(body), former(body), device(body)).compose(read -> {
            Tokens.Access access = read.resultAt(0);
            Tokens.Resume former = belongs(read.resultAt(1), access);
            Actor actor = actor(session, name, access, former, read.resultAt(2));
            String sessionId = former == null ? Ids.newSessionId() : former.sessionId();
            if (session.isClosed()) {
                throw new Refusal(Code.UNAVAILABLE, "The socket closed while the session opened.");
            }
            session.identify(sessionId, actor, access == null ? Long.MAX_VALUE : access.expiresAt());
            takeOver(session);
            return resume(session, former, body).map(entries -> reply(session, former != null, entries));
        });
    }

    private void takeOver(Session session) {
        Session older = sessions.speaksFor(session);
        if (older != null) {
            older.close(CloseReason.CONTINUED_ELSEWHERE);
        }
    }

    private Future<Tokens.Access> access(Fields body) {
        return body.has("token") ? tokens.readAccess(body.text("token", 1, 8192)) : Future.succeededFuture(null);
    }

    /** A resume token that has expired begins a new session; only its user decides whether it may be used. */
    private Future<Tokens.Resume> former(Fields body) {
        JsonNode token = body.json().path("resume").path("resumeToken");
        return token.isTextual()
                ? tokens.readResume(token.textValue()).otherwise((Tokens.Resume) null)
                : Future.succeededFuture(null);
    }

    private Future<String> device(Fields body) {
        return body.has("deviceToken")
                ? tokens.readDevice(body.text("deviceToken", 1, 4096)).otherwise(forged -> Ids.newDeviceId())
                : Future.succeededFuture(null);
    }

    private static Tokens.Resume belongs(Tokens.Resume former, Tokens.Access access) {
        if (former != null && former.userId() != null) {
            boolean same = access != null && access.user().id().equals(former.userId());
            if (!same) {
                throw new Refusal(
                        Code.TOKEN_INVALID, "This session belongs to a user; open it with that user's token.");
            }
        }
        return former;
    }

    private static Actor actor(
            Session session, String name, Tokens.Access access, Tokens.Resume former, String deviceId) {
        UserRef user = access == null ? null : access.user();
        if (former != null) {
            String known = name.isEmpty() ? former.name() : name;
            return new Actor(
                    former.peerId(), former.generation() + 1, known, user, former.deviceId(), session.address());
        }
        String shown = !name.isEmpty() ? name : access != null ? access.name() : "Guest";
        String device = deviceId == null ? Ids.newDeviceId() : deviceId;
        return new Actor(Ids.newPeerId(), 1, shown, user, device, session.address());
    }

    private Future<List<JsonNode>> resume(Session session, Tokens.Resume former, Fields body) {
        JsonNode named = body.json().path("resume").path("rooms");
        if (former == null || !named.isArray()) {
            return Future.succeededFuture(List.of());
        }
        if (named.size() > config.roomsPerSession()) {
            throw Refusal.invalid("resume.rooms has more than " + config.roomsPerSession() + " rooms.");
        }
        List<Future<JsonNode>> entries = new ArrayList<>();
        named.forEach(room -> entries.add(resumeRoom(session, room)));
        return Future.all(entries).map(all -> all.list());
    }

    private Future<JsonNode> resumeRoom(Session session, JsonNode room) {
        String roomId = room.path("roomId").asText();
        if (!Ids.isRoomId(roomId)) {
            throw Refusal.invalid("resume.rooms names a room that is not well formed.");
        }
        return rooms.send(Op.RESUME, roomId, session.actor(), Json.slice(room)).map(result -> {
            if (!result.epoch().isEmpty()) {
                session.roomOrNew(roomId).startAt(result.epoch(), result.seq());
            }
            return Json.object(result.body());
        });
    }

    private Slice reply(Session session, boolean resumed, List<JsonNode> entries) {
        Actor who = session.actor();
        String userId = who.user() == null ? null : who.user().id();
        ObjectNode reply = Json.newObject()
                .put("protocol", Limits.PROTOCOL)
                .put("sessionId", session.sessionId())
                .put("peerId", who.peerId())
                .put(
                        "resumeToken",
                        tokens.resumeToken(new Tokens.Resume(
                                session.sessionId(),
                                who.peerId(),
                                who.generation(),
                                userId,
                                who.deviceId(),
                                who.displayName())))
                .put("resumed", resumed)
                .putPOJO("user", who.user())
                .put("deviceToken", tokens.deviceToken(who.deviceId()))
                .put("node", nodeId)
                .put("heartbeatMs", config.heartbeatMs())
                .put("resumeWindowMs", config.resumeWindowMs())
                .putPOJO("limits", limits());
        reply.putPOJO("endpoints", nodes.endpoints());
        reply.set("iceServers", config.iceServers());
        reply.putPOJO("features", FEATURES);
        ArrayNode rooms = reply.putArray("rooms");
        entries.forEach(rooms::add);
        return Json.slice(reply);
    }

    private ObjectNode limits() {
        return Json.newObject()
                .put("frameBytes", config.limits().frameBytes())
                .put("requestsPerSecond", config.limits().requestsPerSecond())
                .put("requestsBurst", config.limits().requestsBurst())
                .put("rooms", config.roomsPerSession())
                .put("displayName", Limits.DISPLAY_NAME)
                .put("chatBytes", Limits.CHAT_BYTES)
                .put("stateBytes", Limits.STATE_BYTES);
    }
}
