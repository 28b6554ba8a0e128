package dev.parley.gateway.socket;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a client: the socket's, or, when that is a trusted proxy's, the last address in
 * {@code X-Forwarded-For}, else in {@code Forwarded} (RFC 7239), that is not one.
 */
public final class ClientAddresses {
    /** Whatever stands around it, the last match is what the nearest proxy wrote. */
    private static final Pattern FORWARDED_FOR =
            Pattern.compile("(?<![^;,\\s])for=(\"[^\",;]*\"|[^\";,\\s]*)", Pattern.CASE_INSENSITIVE);

    /** An address with a port: IPv4, or IPv6 in brackets, of which the port may be left out. */
    private static final Pattern WITH_PORT = Pattern.compile("\\[([^\\]]*)](?::\\d+)?|([^:]*):\\d+");

    /** Bytes of an IPv6 address that name a subscriber's network; the rest is the subscriber's to choose. */
    private static final int NETWORK_BYTES = 8;

    private final List<IpSubnetFilterRule> trusted;

    /** @param trusted addresses or CIDR ranges */
    public ClientAddresses(List<String> trusted) {
        this.trusted = trusted.stream().map(ClientAddresses::rule).toList();
    }

    public String of(HttpServerRequest request) {
        MultiMap headers = request.headers();
        String socket = request.remoteAddress().hostAddress();
        return of(socket, headers.getAll("X-Forwarded-For"), headers.getAll("Forwarded"));
    }

    /** All lines of a header count: some proxies add one of their own below the client's. */
    String of(String socket, List<String> forwardedFor, List<String> forwarded) {
        if ((forwardedFor.isEmpty() && forwarded.isEmpty()) || !isTrusted(parsed(socket))) {
            return socket;
        }
        List<String> hops = forwardedFor.isEmpty()
                ? hops(forwarded)
                : List.of(String.join(",", forwardedFor).split(",", -1));
        for (int i = hops.size() - 1; i >= 0; i--) {
            InetAddress hop = parsed(withoutPort(hops.get(i).strip()));
            if (hop == null) {
                return socket;
            }
            if (!isTrusted(hop)) {
                return NetUtil.toAddressString(hop);
            }
        }
        return socket;
    }

    private static List<String> hops(List<String> forwarded) {
        List<String> hops = new ArrayList<>();
        Matcher matcher = FORWARDED_FOR.matcher(String.join(",", forwarded));
        while (matcher.find()) {
            hops.add(matcher.group(1).replace("\"", ""));
        }
        return hops;
    }

    private static String withoutPort(String hop) {
        Matcher matcher = WITH_PORT.matcher(hop);
        if (!matcher.matches()) {
            return hop;
        }
        return matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
    }

    /**
     * What counts as one client where clients are counted: an IPv4 address, or the first 64 bits of an IPv6 address, since
     * a subscriber has all the others.
     */
    public static String network(String address) {
        InetAddress parsed = parsed(address);
        if (parsed == null) {
            return address;
        }
        byte[] bytes = parsed.getAddress();
        if (bytes.length <= NETWORK_BYTES) {
            return parsed.getHostAddress();
        }
        StringBuilder network = new StringBuilder();
        for (int i = 0; i < NETWORK_BYTES; i += 2) {
            network.append(Integer.toHexString((bytes[i] & 0xff) << 8 | bytes[i + 1] & 0xff))
                    .append(':');
        }
        return network.append(":/64").toString();
    }

    private boolean isTrusted(InetAddress address) {
        InetSocketAddress socket = address == null ? null : new InetSocketAddress(address, 0);
        return socket != null && trusted.stream().anyMatch(rule -> rule.matches(socket));
    }

    /** Null for anything but an address, of which the scope does not count; never asks a name server. */
    private static InetAddress parsed(String address) {
        int scope = address.indexOf('%');
        return NetUtil.createInetAddressFromIpAddressString(scope < 0 ? address : address.substring(0, scope));
    }

    private static IpSubnetFilterRule rule(String network) {
        int slash = network.indexOf('/');
        String address = slash < 0 ? network : network.substring(0, slash);
        int bits = NetUtil.createByteArrayFromIpAddressString(address).length * 8;
        int prefix = slash < 0 ? bits : Integer.parseInt(network.substring(slash + 1));
        return new IpSubnetFilterRule(address, prefix, IpFilterRuleType.ACCEPT);
    }
}
