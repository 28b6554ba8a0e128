package dev.parley.gateway.socket;

import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which web origins may use this server: those configured and every node's own. A request without an Origin is not a
 * browser's page and passes. On loopback the names of loopback stand for each other, because people type either.
 */
public final class Origins {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    private final Set<String> configured;
    private final Predicate<String> isNode;

    /** @param isNode whether an origin is the public URL of a node of the cluster */
    public Origins(List<String> configured, Predicate<String> isNode) {
        this.configured = Set.copyOf(configured);
        this.isNode = isNode;
    }

    /** @param origin the header's value, null when there is none */
    public boolean allows(String origin) {
        return origin == null || configured.contains(origin) || isNode.test(origin) || isLoopbackNode(origin);
    }

    private boolean isLoopbackNode(String origin) {
        URI uri = parsed(origin);
        if (uri == null || uri.getHost() == null || !LOOPBACK.contains(uri.getHost())) {
            return false;
        }
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return LOOPBACK.stream().anyMatch(host -> isNode.test(uri.getScheme() + "://" + host + port));
    }

    private static URI parsed(String origin) {
        try {
            return URI.create(origin);
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }
}
