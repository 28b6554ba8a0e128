package dev.parley.node;

import dev.parley.feed.FeedConfig;
import dev.parley.feed.webhooks.WebhookConfig;
import dev.parley.gateway.GatewayConfig;
import dev.parley.gateway.token.AccessTokens;
import dev.parley.gateway.token.JwtSettings;
import dev.parley.gateway.token.UnusableKeyException;
import dev.parley.node.config.CallsConfig;
import dev.parley.node.config.ConfigException;
import dev.parley.node.config.EventsConfig;
import dev.parley.node.config.HttpConfig;
import dev.parley.node.config.JwtConfig;
import dev.parley.node.config.LimitsConfig;
import dev.parley.node.config.MetricsAccess;
import dev.parley.node.config.ParleyConfig;
import dev.parley.node.config.Secret;
import dev.parley.node.config.ServicesConfig;
import dev.parley.node.config.ServicesTcpConfig;
import dev.parley.node.config.TurnConfig;
import dev.parley.node.config.WebhooksConfig;
import dev.parley.protocol.IceServers;
import dev.parley.rooms.RoomsConfig;
import dev.parley.signaling.SignalingConfig;
import dev.parley.signaling.calls.CallTimes;
import dev.parley.watch.WatchConfig;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.PemKeyCertOptions;

/** What each module is told of the configuration. */
public final class Settings {
    /** A gateway's word for a member holds for three of its rounds. */
    private static final long LEASE_MS = 15_000;

    /** Frames up to twice the limit are still read, so that they can be answered before the socket is closed. */
    private static final int FRAME_HEADROOM = 2;

    private static final long MS_PER_SECOND = 1_000;

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
                iceServers(config));
    }

    static FeedConfig feed(ParleyConfig config) {
        EventsConfig events = config.events();
        return new FeedConfig(events.outbox(), events.keepDays(), events.keepCount(), events.waiting());
    }

    static WebhookConfig webhooks(ParleyConfig config) {
        WebhooksConfig webhooks = config.webhooks();
        return new WebhookConfig(
                webhooks.max(),
                webhooks.attempts(),
                webhooks.retryMs(),
                webhooks.retryMaxMs(),
                webhooks.timeoutMs(),
                webhooks.allow());
    }

    static SignalingConfig signaling(ParleyConfig config) {
        CallsConfig calls = config.calls();
        CallTimes times = new CallTimes(
                MS_PER_SECOND * calls.ringSeconds(),
                MS_PER_SECOND * calls.invitationSeconds(),
                MS_PER_SECOND * calls.callSeconds(),
                config.session().resumeWindowMs());
        return new SignalingConfig(times, config.session().resumeWindowMs());
    }

    static WatchConfig watch(ParleyConfig config) {
        return new WatchConfig(
                config.tap().most(),
                config.tap().bufferEntries(),
                config.tap().bufferBytes(),
                config.tap().perSecond(),
                config.timeline().calls(),
                config.timeline().entries(),
                config.timeline().laneEntries(),
                MS_PER_SECOND * config.timeline().keepSeconds());
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
                jwt(config),
                publicUrl,
                http.origins(),
                http.trustedProxies(),
                http.requestTimeoutMs(),
                http.maxBodyBytes(),
                config.session().heartbeatMs(),
                config.session().resumeWindowMs(),
                config.session().openTimeoutMs(),
                config.shutdown().drainSpreadMs(),
                config.rooms().perSession(),
                limits(config.limits()),
                services(config),
                iceServers(config),
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
            options.setSsl(true).setUseAlpn(false).setKeyCertOptions(certificate(config));
        }
        return options;
    }

    private static PemKeyCertOptions certificate(ParleyConfig config) {
        return new PemKeyCertOptions()
                .setCertPath(config.tls().cert().toString())
                .setKeyPath(config.tls().key().toString());
    }

    /** @return null when they have no doors */
    private static GatewayConfig.Services services(ParleyConfig config) {
        ServicesConfig services = config.services();
        return services.enabled()
                ? new GatewayConfig.Services(
                        services.requestsPerSecond(), services.requestsBurst(), services.openRequests(), tcp(config))
                : null;
    }

    private static GatewayConfig.Tcp tcp(ParleyConfig config) {
        ServicesTcpConfig tcp = config.services().tcp();
        if (!tcp.enabled()) {
            return null;
        }
        NetServerOptions server = new NetServerOptions()
                .setHost(tcp.host())
                .setPort(tcp.port())
                .setTcpKeepAlive(true)
                .setTcpNoDelay(true);
        if (tcp.tls()) {
            server.setSsl(true).setKeyCertOptions(certificate(config));
        }
        return new GatewayConfig.Tcp(
                server, tcp.frameBytes(), tcp.connections(), tcp.tokenTimeoutMs(), tcp.writeQueueBytes());
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
                l.openingsAtOnce(),
                l.openingsWaiting(),
                l.emptyRoomsPerAddress(),
                l.frameBytes(),
                l.writeQueueBytes(),
                l.registersPerSocket());
    }

    /** @throws ConfigException when a key that the configuration names cannot be used or nothing can sign; blocks */
    public static void checkKeys(ParleyConfig config) {
        accessTokens(config);
    }

    /** @throws ConfigException when a key cannot be used or nothing can sign; reads files, so it blocks */
    static AccessTokens accessTokens(ParleyConfig config) {
        try {
            return AccessTokens.load(jwt(config));
        } catch (UnusableKeyException unusable) {
            throw new ConfigException("jwt.keys, jwt.trust", unusable.getMessage());
        }
    }

    private static JwtSettings jwt(ParleyConfig config) {
        JwtConfig jwt = config.jwt();
        Secret otherwise = jwt.keys().isEmpty() ? config.secret() : null;
        Secret secret = jwt.secret() != null ? jwt.secret() : otherwise;
        return new JwtSettings(
                jwt.issuer(),
                jwt.audience(),
                jwt.ttlSeconds(),
                jwt.leewaySeconds(),
                secret == null ? null : secret.value(),
                jwt.keys(),
                jwt.signWith(),
                jwt.trusted().stream()
                        .map(t -> new JwtSettings.TrustedIssuer(t.name(), t.issuer(), t.file()))
                        .toList());
    }

    private static IceServers iceServers(ParleyConfig config) {
        IceServers stun = IceServers.ofStun(config.ice().stun());
        TurnConfig turn = config.turn();
        return turn.enabled() ? stun.withTurn(turn.urls(), turn.secret().value(), turn.ttlSeconds()) : stun;
    }
}
