package dev.parley.node.config;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

/**
 * Everything that can be set on a node; immutable, checked, complete. {@link ConfigLoader} makes it once, at the start.
 * {@code lanes} is the real number here, never 0.
 */
public record ParleyConfig(
        @Doc(value = "Kind of installation; production guesses nothing.", byDefault = "development") Profile profile,
        @Doc(value = "What this node runs.", byDefault = "gateway,rooms,signaling") Set<Role> roles,
        @Doc(value = "Folder for what the node keeps.", byDefault = "./.parley") Path dataDir,
        @Doc(
                        value =
                                "Signs resume and device tokens, and access tokens by default; the same on every node; at least 32 bytes.",
                        derived = "made once in dataDir in development; must be given in production")
                Secret secret,
        JwtConfig jwt,
        HttpConfig http,
        TlsConfig tls,
        ClusterConfig cluster,
        @Doc(value = "Event loops that carry sockets and rooms, up to 256; 0: one a core.", byDefault = "0") int lanes,
        @Doc(value = "How sockets are read and written; auto falls back to what works here.", byDefault = "auto")
                TransportKind transport,
        SessionConfig session,
        RoomsConfig rooms,
        CallsConfig calls,
        EventsConfig events,
        WebhooksConfig webhooks,
        DatabaseConfig database,
        LimitsConfig limits,
        ServicesConfig services,
        IceConfig ice,
        TurnConfig turn,
        MetricsConfig metrics,
        TapConfig tap,
        TimelineConfig timeline,
        LogConfig log,
        ShutdownConfig shutdown) {

    public ParleyConfig {
        if (roles.isEmpty()) {
            throw new ConfigException("roles", "none is given; allowed: one or more of gateway, rooms, signaling");
        }
        roles = Set.copyOf(EnumSet.copyOf(roles));
        if (roles.contains(Role.ROOMS) != roles.contains(Role.SIGNALING)) {
            throw new ConfigException(
                    "roles", "rooms and signaling go together: a node owns rooms and people, or neither");
        }
        Check.range("lanes", lanes, 1, 256);
        if (services.tcp().tls() && !tls.enabled()) {
            throw new ConfigException("services.tcp.tls", "it is on without tls.cert and tls.key; allowed: all three");
        }
        // one frame must fit into a member's ring, else it could never be resumed
        Check.atLeast("rooms.ringBytes", rooms.ringBytes(), "limits.frameBytes", limits.frameBytes());
        if (profile == Profile.PRODUCTION && Addresses.isWildcard(http.host()) && http.publicUrl() == null) {
            throw new ConfigException(
                    "http.publicUrl",
                    "it must be set in production when http.host is " + http.host() + ": clients"
                            + " need an address that they can reach");
        }
    }

    /** Whether the node runs this role. */
    public boolean runs(Role role) {
        return roles.contains(role);
    }

    /**
     * The URL under which clients reach this node, without a slash at the end.
     *
     * @param boundPort the port that the server really listens on, which {@code http.port} 0 leaves to the system
     */
    public String publicUrl(int boundPort) {
        if (http.publicUrl() != null) {
            return http.publicUrl();
        }
        String host = Addresses.isWildcard(http.host()) ? "localhost" : Addresses.inUrl(http.host());
        return (tls.enabled() ? "https://" : "http://") + host + ':' + boundPort;
    }
}
