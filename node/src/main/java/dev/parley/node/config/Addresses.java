package dev.parley.node.config;

import io.netty.util.NetUtil;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/** Which texts are addresses, origins and URLs. Nothing here asks a name server. */
final class Addresses {

    static final String HOST_ALLOWED = "a host name or an IP address";
    static final String OWN_HOST_ALLOWED = "one host name or IP address that other nodes can connect to";
    static final String MEMBER_ALLOWED = "host:port, an IPv6 address in brackets";
    static final String NETWORK_ALLOWED = "an IP address or a CIDR range such as 10.0.0.0/8";
    static final String ORIGIN_ALLOWED = "http(s)://host or http(s)://host:port, nothing after it";

    private static final Set<String> WEB_SCHEMES = Set.of("http", "https");

    private Addresses() {}

    static boolean isHost(String text) {
        return NetUtil.isValidIpV4Address(text)
                || NetUtil.isValidIpV6Address(text)
                || text.matches("[A-Za-z0-9]([A-Za-z0-9._-]{0,252})");
    }

    /** A host that others are told: "every interface" is none. */
    static boolean isOwnHost(String text) {
        return isHost(text) && !isWildcard(text);
    }

    static boolean isMember(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1 || !isPort(text.substring(colon + 1))) {
            return false;
        }
        String host = text.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        return bracketed
                ? NetUtil.isValidIpV6Address(host.substring(1, host.length() - 1))
                : !host.contains(":") && isHost(host);
    }

    static boolean isNetwork(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        boolean v4 = NetUtil.isValidIpV4Address(address);
        if (!v4 && !NetUtil.isValidIpV6Address(address)) {
            return false;
        }
        return slash < 0 || isNumber(text.substring(slash + 1), v4 ? 32 : 128);
    }

    static boolean isOrigin(String text) {
        try {
            URI uri = new URI(text);
            boolean bare = isEmpty(uri.getRawPath()) && uri.getRawQuery() == null && uri.getRawFragment() == null;
            return bare
                    && uri.getScheme() != null
                    && WEB_SCHEMES.contains(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && (uri.getPort() == -1 || isPort(Integer.toString(uri.getPort())));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** True of the addresses that mean "every interface", which nobody can connect to by that name. */
    static boolean isWildcard(String host) {
        return host.equals("0.0.0.0") || host.equals("::");
    }

    /** A host as it stands in a URL. */
    static String inUrl(String host) {
        return host.contains(":") ? '[' + host + ']' : host;
    }

    private static boolean isPort(String text) {
        return isNumber(text, 65535) && !text.equals("0");
    }

    private static boolean isNumber(String text, int max) {
        return text.matches("0|[1-9][0-9]{0,4}") && Integer.parseInt(text) <= max;
    }

    private static boolean isEmpty(String text) {
        return text == null || text.isEmpty();
    }
}
