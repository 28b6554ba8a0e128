package dev.parley.node.config;

import java.util.List;

/** ICE servers told to clients. */
public record IceConfig(
        @Doc(
                        value = "STUN servers told to every client; empty for none.",
                        byDefault =
                                "stun:stun.l.google.com:19302,stun:stun1.l.google.com:19302,stun:stun.cloudflare.com:3478")
                List<String> stun) {

    public IceConfig {
        stun = Check.texts("ice.stun", stun, IceConfig::isStun, "stun:host, stun:host:port or stuns:host:port");
    }

    private static boolean isStun(String url) {
        return url.matches("stuns?:[^\\s:/?#]+(:[0-9]{1,5})?") || url.matches("stuns?:\\[[0-9A-Fa-f:]+](:[0-9]{1,5})?");
    }
}
