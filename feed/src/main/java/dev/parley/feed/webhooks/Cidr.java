package dev.parley.feed.webhooks;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.List;

/** Ranges of addresses. Never asks a name server. Immutable. */
final class Cidr {
    private final List<IpSubnetFilterRule> rules;

    /** @param ranges addresses or CIDR ranges */
    Cidr(Collection<String> ranges) {
        this.rules = ranges.stream().map(Cidr::rule).toList();
    }

    boolean contains(InetAddress address) {
        InetSocketAddress socket = new InetSocketAddress(address, 0);
        return rules.stream().anyMatch(rule -> rule.matches(socket));
    }

    private static IpSubnetFilterRule rule(String range) {
        int slash = range.indexOf('/');
        String address = slash < 0 ? range : range.substring(0, slash);
        int bits = NetUtil.createByteArrayFromIpAddressString(address).length * 8;
        int prefix = slash < 0 ? bits : Integer.parseInt(range.substring(slash + 1));
        return new IpSubnetFilterRule(address, prefix, IpFilterRuleType.ACCEPT);
    }
}
