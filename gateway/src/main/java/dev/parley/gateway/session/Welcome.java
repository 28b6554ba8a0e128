package dev.parley.gateway.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.cluster.NodeDirectory;
import dev.parley.gateway.GatewayConfig;
import dev.parley.protocol.Json;
import dev.parley.protocol.Limits;
import dev.parley.protocol.Slice;
import dev.parley.protocol.lane.Actor;
import java.util.List;

/** The answer to {@code session.open}: who one is, what holds here, where else to go. */
final class Welcome {
    private static final List<String> FEATURES = List.of("resume", "rooms", "chat", "lobby", "moderation");

    private final Tokens tokens;
    private final Seats seats;
    private final NodeDirectory nodes;
    private final GatewayConfig config;
    private final String nodeId;

    Welcome(Tokens tokens, Seats seats, NodeDirectory nodes, GatewayConfig config, String nodeId) {
        this.tokens = tokens;
        this.seats = seats;
        this.nodes = nodes;
        this.config = config;
        this.nodeId = nodeId;
    }

    /** @param entries what the owners of resumed rooms answered */
    Slice reply(Session session, boolean resumed, List<JsonNode> entries) {
        Actor who = session.actor();
        ObjectNode reply = Json.newObject()
                .put("protocol", Limits.PROTOCOL)
                .put("sessionId", session.sessionId())
                .put("peerId", who.peerId())
                .put("resumeToken", seats.token(session))
                .put("resumed", resumed)
                .putPOJO("user", who.user())
                .put("deviceToken", tokens.deviceToken(who.deviceId()))
                .put("node", nodeId)
                .put("heartbeatMs", config.heartbeatMs())
                .put("resumeWindowMs", config.resumeWindowMs())
                .putPOJO("limits", limits());
        reply.putPOJO("endpoints", nodes.endpoints());
        reply.set("iceServers", config.iceServers().stunOnly());
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
