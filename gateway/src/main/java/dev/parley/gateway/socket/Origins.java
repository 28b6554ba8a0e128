package dev.parley.gateway.socket;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which web origins may use this server: those configured and every node's own. A request without an Origin is not a
 * browser's page and passes. On loopback the names of loopback stand for each other, because people type either.
 */
public final class Origins {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    /** What a browser sends (RFC 6454, section 6.1); a default port that it would leave out is tolerated. */
    private static final Pattern FORM =
            Pattern.compile("(https?)://([a-z0-9._-]+|\\[[0-9a-f:.]+])(?::([0-9]{1,5}))?", Pattern.CASE_INSENSITIVE);

    private final Set<String> configured;
    private final Predicate<String> isNode;

    /** @param isNode whether an origin is the public URL of a node of the cluster */
    public Origins(List<String> configured, Predicate<String> isNode) {
        this.configured = configured.stream().map(Origins::canonical).collect(Collectors.toUnmodifiableSet());
        this.isNode = isNode;
    }

    /** @param origin the header's value, null when there is none */
    public boolean allows(String origin) {
        if (origin == null) {
            return true;
        }
        String canonical = canonical(origin);
        return canonical != null && (configured.contains(canonical) || isNode(canonical) || isLoopbackNode(canonical));
    }

    private boolean isLoopbackNode(String origin) {
        String host = URI.create(origin).getHost();
        return LOOPBACK.contains(host)
                && LOOPBACK.stream().anyMatch(name -> isNode(origin.replace("://" + host, "://" + name)));
    }

    /** A node's public URL may name the default port, which an origin never does. */
    private boolean isNode(String origin) {
        if (isNode.test(origin)) {
            return true;
        }
        boolean named = origin.indexOf(':', "https:".length()) > 0 && !origin.endsWith("]");
        return !named && isNode.test(origin + (origin.startsWith("https:") ? ":443" : ":80"));
    }

    /** In lower case and without a default port; null when it is no web origin. */
    private static String canonical(String origin) {
        var parts = FORM.matcher(origin);
        if (!parts.matches()) {
            return null;
        }
        String scheme = parts.group(1).toLowerCase(Locale.ROOT);
        String host = parts.group(2).toLowerCase(Locale.ROOT);
        String port = parts.group(3);
        boolean isDefault = port == null || port.equals(scheme.equals("https") ? "443" : "80");
        return scheme + "://" + host + (isDefault ? "" : ":" + port);
    }
}
