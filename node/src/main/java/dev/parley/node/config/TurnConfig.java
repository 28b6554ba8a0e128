package dev.parley.node.config;

import java.util.List;

/** TURN servers, which relay media where no direct way exists; all of them share one secret with this cluster. */
public record TurnConfig(
        @Doc("TURN servers for members of rooms: turn:host:port, with ?transport=udp or tcp, turns: for TLS.")
                List<String> urls,
        @Doc("The static-auth-secret of those servers; at least 32 bytes.") Secret secret,
        @Doc(value = "Life of credentials, 20 to 3600 s.", byDefault = "3600") int ttlSeconds) {

    private static final String HOST = "([^\\s:/?#\\[\\]]+|\\[[0-9A-Fa-f:]+])";
    private static final String URL = "turns?:" + HOST + "(:[0-9]{1,5})?(\\?transport=(udp|tcp))?";

    public TurnConfig {
        urls = Check.texts(
                "turn.urls", urls, url -> url.matches(URL), "turn:host:port or turns:host:port, ?transport=udp or tcp");
        Check.range("turn.ttlSeconds", ttlSeconds, 20, 3600);
        Check.allOrNone("turn.urls, turn.secret", urls.isEmpty() ? null : urls, secret);
    }

    /** Whether there are any. */
    public boolean enabled() {
        return !urls.isEmpty();
    }
}
