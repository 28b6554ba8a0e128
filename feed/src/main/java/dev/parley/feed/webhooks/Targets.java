package dev.parley.feed.webhooks;

import dev.parley.protocol.Refusal;
import io.vertx.core.Future;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Where webhooks may go: to public addresses, and to those that the operator allows. A name is looked up at every
 * delivery, and the connection goes to the very address that was judged. A name with one bad address is bad as a whole.
 */
final class Targets {
    static final int URL_MAX = 2_048;

    /** Java makes an IPv4 address of a mapped one (::ffff:0:0/96). What the IANA registries of special-purpose addresses (RFC 6890) hold, and what wraps an IPv4 address in another. */
    private static final Cidr SPECIAL = new Cidr(List.of(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.31.196.0/24",
            "192.52.193.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "192.175.48.0/24",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
            "::/96",
            "64:ff9b::/96",
            "64:ff9b:1::/48",
            "100::/64",
            "2001::/23",
            "2001:db8::/32",
            "2002::/16",
            "3fff::/20",
            "5f00::/16",
            "fc00::/7",
            "fe80::/10",
            "fec0::/10",
            "ff00::/8"));

    private final Cidr allowed;
    private final Function<String, Future<List<InetAddress>>> lookUp;

    /** A target that was judged. */
    record Target(URI uri, InetAddress address) {
        boolean isSecure() {
            return uri.getScheme().equalsIgnoreCase("https");
        }

        int port() {
            return uri.getPort() > 0 ? uri.getPort() : isSecure() ? 443 : 80;
        }

        /** The host as a name or an address, without brackets. */
        String host() {
            return bare(uri.getHost());
        }

        String path() {
            String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
            return uri.getRawQuery() == null ? path : path + '?' + uri.getRawQuery();
        }
    }

    /**
     * @param allow CIDR ranges
     * @param lookUp gives all addresses of a name; fails when it has none
     */
    Targets(List<String> allow, Function<String, Future<List<InetAddress>>> lookUp) {
        this.allowed = new Cidr(allow);
        this.lookUp = lookUp;
    }

    /** Blocks: for a worker. */
    static List<InetAddress> addresses(String host) throws UnknownHostException {
        return Arrays.asList(InetAddress.getAllByName(host));
    }

    /** Fails with {@code invalid_argument} and a sentence that does not tell what the name leads to. */
    Future<Target> judge(String url) {
        URI uri = parsed(url);
        return lookUp.apply(bare(uri.getHost())).otherwise(List.of()).map(addresses -> {
            if (addresses.isEmpty() || !addresses.stream().allMatch(this::isOpen)) {
                throw Refusal.invalid(
                        "url leads to no public address. Use another one, or have the operator name its range in"
                                + " webhooks.allow.");
            }
            return new Target(uri, addresses.get(0));
        });
    }

    private boolean isOpen(InetAddress address) {
        return allowed.contains(address) || !(isOdd(address) || SPECIAL.contains(address));
    }

    /** What Java knows of it, as a second opinion. */
    private static boolean isOdd(InetAddress address) {
        return address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()
                || (address instanceof Inet6Address six && six.isIPv4CompatibleAddress());
    }

    private static URI parsed(String url) {
        try {
            URI uri = new URI(url);
            boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (http && uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawFragment() == null) {
                return uri;
            }
        } catch (URISyntaxException malformed) {
            // refused below
        }
        throw Refusal.invalid(
                "url must be an http or https URL with a host, without a user, a password or a fragment.");
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
