package dev.parley.gateway.socket;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * The address of a client: the socket's, or, when that is a trusted proxy's, the last address in
 * {@code X-Forwarded-For} that is not one.
 */
public final class ClientAddresses {
    private static final String HEADER = "X-Forwarded-For";

    private final List<IpSubnetFilterRule> trusted;

    /** @param trusted addresses or CIDR ranges */
    public ClientAddresses(List<String> trusted) {
        this.trusted = trusted.stream().map(ClientAddresses::rule).toList();
    }

    public String of(HttpServerRequest request) {
        String socket = request.remoteAddress().hostAddress();
        String forwarded = request.getHeader(HEADER);
        if (forwarded == null || !isTrusted(socket)) {
            return socket;
        }
        String[] hops = forwarded.split(",");
        for (int i = hops.length - 1; i >= 0; i--) {
            String hop = hops[i].strip();
            if (NetUtil.createByteArrayFromIpAddressString(hop) == null) {
                return socket;
            }
            if (!isTrusted(hop)) {
                return hop;
            }
        }
        return socket;
    }

    private boolean isTrusted(String address) {
        if (trusted.isEmpty() || address == null) {
            return false;
        }
        InetSocketAddress parsed = new InetSocketAddress(NetUtil.createInetAddressFromIpAddressString(address), 0);
        return trusted.stream().anyMatch(rule -> rule.matches(parsed));
    }

    private static IpSubnetFilterRule rule(String network) {
        int slash = network.indexOf('/');
        String address = slash < 0 ? network : network.substring(0, slash);
        int bits = NetUtil.createByteArrayFromIpAddressString(address).length * 8;
        int prefix = slash < 0 ? bits : Integer.parseInt(network.substring(slash + 1));
        return new IpSubnetFilterRule(address, prefix, IpFilterRuleType.ACCEPT);
    }
}
