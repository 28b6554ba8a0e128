package dev.parley.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What the server said when the session was opened.
 *
 * @param resumed whether the session before this connection goes on
 * @param resumeToken the newest: every answer to a join brings one that knows the room, too
 * @param deviceToken to be kept and given to later sessions of the same device
 * @param node the id of the node that has the connection
 * @param endpoints public URLs of the nodes that serve
 * @param heartbeatMs how often the server is heard at least
 * @param resumeWindowMs how long a lost connection stays unnoticed by others
 * @param frameBytes the largest frame that the server takes
 */
public record SessionInfo(
        String sessionId,
        String peerId,
        String resumeToken,
        boolean resumed,
        String deviceToken,
        String node,
        List<String> endpoints,
        int heartbeatMs,
        int resumeWindowMs,
        int frameBytes) {

    static SessionInfo of(ObjectNode reply) {
        List<String> endpoints = new ArrayList<>();
        reply.path("endpoints").forEach(url -> endpoints.add(url.asText()));
        JsonNode limits = reply.path("limits");
        return new SessionInfo(
                reply.path("sessionId").asText(),
                reply.path("peerId").asText(),
                reply.path("resumeToken").asText(),
                reply.path("resumed").asBoolean(),
                reply.path("deviceToken").asText(),
                reply.path("node").asText(),
                List.copyOf(endpoints),
                reply.path("heartbeatMs").asInt(10_000),
                reply.path("resumeWindowMs").asInt(30_000),
                limits.path("frameBytes").asInt(65_536));
    }

    /** The same session with a newer token. @param token empty for none */
    SessionInfo resumedBy(String token) {
        return token.isEmpty()
                ? this
                : new SessionInfo(
                        sessionId,
                        peerId,
                        token,
                        resumed,
                        deviceToken,
                        node,
                        endpoints,
                        heartbeatMs,
                        resumeWindowMs,
                        frameBytes);
    }

    /** Without the tokens, for logs. */
    @Override
    public String toString() {
        return "SessionInfo[" + sessionId + " " + peerId + " on " + node + (resumed ? " resumed]" : "]");
    }
}
