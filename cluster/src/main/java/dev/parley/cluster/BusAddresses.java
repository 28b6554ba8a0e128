package dev.parley.cluster;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.multimap.MultiMap;
import io.vertx.spi.cluster.hazelcast.impl.HazelcastRegistrationInfo;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The bus addresses of all members as the cluster keeps them. The oldest node rids them of those whose node is gone, which
 * a merge can bring back. For one thread at a time; blocks, as long as Hazelcast takes to reach every partition.
 */
final class BusAddresses {
    private static final String MAP = "__vertx.subs";

    private final HazelcastInstance hazelcast;
    private Set<String> strangers = Set.of();

    BusAddresses(HazelcastInstance hazelcast) {
        this.hazelcast = hazelcast;
    }

    /** @return how many there are in the whole cluster */
    int tidy() {
        MultiMap<String, HazelcastRegistrationInfo> map = hazelcast.getMultiMap(MAP);
        if (!isOldest()) {
            strangers = Set.of();
            return map.size();
        }
        Set<Map.Entry<String, HazelcastRegistrationInfo>> entries = map.entrySet();
        Set<String> found = entries.stream().map(BusAddresses::nodeOf).collect(Collectors.toCollection(HashSet::new));
        found.removeAll(members());
        // one look may come between a node's registration and the news of its membership
        entries.stream()
                .filter(entry -> found.contains(nodeOf(entry)) && strangers.contains(nodeOf(entry)))
                .forEach(entry -> map.remove(entry.getKey(), entry.getValue()));
        strangers = found;
        return entries.size();
    }

    private boolean isOldest() {
        return hazelcast.getCluster().getMembers().stream()
                .filter(HazelcastNode::isNode)
                .findFirst()
                .map(Member::localMember)
                .orElse(false);
    }

    private Set<String> members() {
        return hazelcast.getCluster().getMembers().stream()
                .map(BusAddresses::idOf)
                .collect(Collectors.toSet());
    }

    private static String idOf(Member member) {
        return String.valueOf(member.getAttribute(HazelcastNode.NODE_ID));
    }

    private static String nodeOf(Map.Entry<String, HazelcastRegistrationInfo> entry) {
        return entry.getValue().unwrap().nodeId();
    }
}
