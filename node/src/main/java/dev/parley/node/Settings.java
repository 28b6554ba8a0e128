package dev.parley.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parley.gateway.GatewayConfig;
import dev.parley.node.config.HttpConfig;
import dev.parley.node.config.LimitsConfig;
import dev.parley.node.config.MetricsAccess;
import dev.parley.node.config.ParleyConfig;
import dev.parley.rooms.RoomsConfig;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.util.List;

/** What each module is told of the configuration. */
final class Settings {
    /** A gateway's word for a member holds for three of its rounds. */
    private static final long LEASE_MS = 15_000;

    /** Frames up to twice the limit are still read, so that they can be answered before the socket is closed. */
    private static final int FRAME_HEADROOM = 2;

    private Settings() {}

    static RoomsConfig rooms(ParleyConfig config) {
        var rooms = config.rooms();
        return new RoomsConfig(
                rooms.adHoc(),
                rooms.maxPeers(),
                rooms.maxPeersLimit(),
                rooms.emptyTtlMs(),
                rooms.ringFrames(),
                rooms.ringBytes(),
                Math.max(LEASE_MS, silenceMs(config)) + LEASE_MS,
                rooms.waiting(),
                config.session().resumeWindowMs(),
                LEASE_MS,
                iceServers(config.ice().stun()));
    }

    /** After which a connection that does not move is over: to the gateway, and to the system where it can be told. */
    private static int silenceMs(ParleyConfig config) {
        return 5 * config.session().heartbeatMs() / 2;
    }

    static GatewayConfig gateway(ParleyConfig config, int port, String publicUrl) {
        HttpConfig http = config.http();
        MetricsAccess access = config.metrics().allow();
        return new GatewayConfig(
                server(config, port),
                config.secret().value(),
                publicUrl,
                http.origins(),
                http.trustedProxies(),
                http.requestTimeoutMs(),
                http.maxBodyBytes(),
                config.session().heartbeatMs(),
                config.session().resumeWindowMs(),
                config.session().openTimeoutMs(),
                config.rooms().perSession(),
                limits(config.limits()),
                iceServers(config.ice().stun()),
                access == MetricsAccess.ANY,
                access == MetricsAccess.PRIVATE);
    }

    private static HttpServerOptions server(ParleyConfig config, int port) {
        int frame = FRAME_HEADROOM * config.limits().frameBytes();
        HttpServerOptions options = new HttpServerOptions()
                .setHost(config.http().host())
                .setPort(port)
                .setMaxHeaderSize(config.http().maxHeaderBytes())
                .setMaxWebSocketFrameSize(frame)
                .setMaxWebSocketMessageSize(frame)
                .setPerMessageWebSocketCompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setRegisterWebSocketWriteHandlers(false)
                .setWebSocketClosingTimeout(5)
                .setTcpNoDelay(true)
                .setTcpUserTimeout(silenceMs(config))
                .setIdleTimeout(Math.max(60, config.session().heartbeatMs() / 250));
        if (config.tls().enabled()) {
            options.setSsl(true)
                    .setUseAlpn(false)
                    .setKeyCertOptions(new PemKeyCertOptions()
                            .setCertPath(config.tls().cert().toString())
                            .setKeyPath(config.tls().key().toString()));
        }
        return options;
    }

    private static GatewayConfig.Limits limits(LimitsConfig l) {
        return new GatewayConfig.Limits(
                l.rate(),
                l.requestsPerSecond(),
                l.requestsBurst(),
                l.addressRequestsPerSecond(),
                l.addressBurst(),
                l.opensPerSecond(),
                l.opensBurst(),
                l.emptyRoomsPerAddress(),
                l.frameBytes(),
                l.writeQueueBytes(),
                l.registersPerSocket());
    }

    private static JsonNode iceServers(List<String> stun) {
        ArrayNode servers = JsonNodeFactory.instance.arrayNode();
        if (!stun.isEmpty()) {
            ArrayNode urls = servers.addObject().putArray("urls");
            stun.forEach(urls::add);
        }
        return servers;
    }
}
