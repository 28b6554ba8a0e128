package dev.parley.gateway;

import dev.parley.gateway.token.JwtSettings;
import dev.parley.protocol.IceServers;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.NetServerOptions;
import java.util.List;

/**
 * What an operator may change about sockets and HTTP. Times in milliseconds, sizes in bytes.
 *
 * @param server host, port, TLS, sizes of headers and frames
 * @param secret signs resume and device tokens; at least 32 bytes
 * @param jwt how access tokens are signed and whose are believed
 * @param origins allowed beside the nodes' own
 * @param trustedProxies addresses or CIDR ranges whose forwarding headers are believed
 * @param drainSpreadMs how long a drain may take to send everybody away
 * @param services null where back ends have no doors of their own
 * @param iceServers {@code session.open} tells those without credentials; users and members may ask for theirs
 */
public record GatewayConfig(
        HttpServerOptions server,
        String secret,
        JwtSettings jwt,
        String publicUrl,
        List<String> origins,
        List<String> trustedProxies,
        int requestTimeoutMs,
        int maxBodyBytes,
        int heartbeatMs,
        int resumeWindowMs,
        int openTimeoutMs,
        int drainSpreadMs,
        int roomsPerSession,
        Limits limits,
        Services services,
        IceServers iceServers,
        boolean metricsForAll,
        boolean metricsForPrivate) {

    /**
     * Doors for back ends.
     *
     * @param requestsPerSecond of one service through one node
     * @param openRequests of all services, under way at once
     * @param tcp null where the TCP bridge is off
     */
    public record Services(int requestsPerSecond, int requestsBurst, int openRequests, Tcp tcp) {}

    /**
     * The TCP bridge.
     *
     * @param server host, port and TLS
     * @param connections at once
     * @param tokenTimeoutMs in which a connection must show its first token, and any frame must be complete
     * @param writeQueueBytes unwritten, after which a connection is closed
     */
    public record Tcp(
            NetServerOptions server, int frameBytes, int connections, int tokenTimeoutMs, int writeQueueBytes) {}

    /**
     * Rates and sizes; {@code rate} switches the rates alone.
     *
     * @param openingsAtOnce of sessions, under way in all lanes of the node; not a rate, so never off
     * @param openingsWaiting for those, in all lanes of the node
     * @param emptyRooms rooms without members that one client address may have created through one lane
     */
    public record Limits(
            boolean rate,
            int requestsPerSecond,
            int requestsBurst,
            int addressRequestsPerSecond,
            int addressBurst,
            int opensPerSecond,
            int opensBurst,
            int openingsAtOnce,
            int openingsWaiting,
            int emptyRooms,
            int frameBytes,
            int writeQueueBytes,
            int registersPerSocket) {}
}
