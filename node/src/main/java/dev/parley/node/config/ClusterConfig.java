package dev.parley.node.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How nodes find and reach each other. {@code file} and the three bus TLS paths may be null; {@code busHost} is never
 * null once loaded.
 */
public record ClusterConfig(
        @Doc(value = "Name of the cluster; only nodes of one name meet.", byDefault = "parley") String name,
        @Doc(value = "Address for Hazelcast; a private one.", byDefault = "127.0.0.1") String host,
        @Doc(value = "Port for Hazelcast; 0 takes any free one.", byDefault = "5701") int port,
        @Doc(
                        value = "Where other nodes listen, as host:port; when set, the port is exactly cluster.port.",
                        derived = "cluster.host, ports cluster.port to cluster.port+9")
                List<String> members,
        @Doc("A cluster.xml to use instead of the built-in one.") Path file,
        @Doc(value = "Address for the event bus; a private one.", derived = "cluster.host") String busHost,
        @Doc(value = "Port for the event bus; 0 takes any free one.", byDefault = "0") int busPort,
        @Doc("PEM certificate for TLS between nodes on the event bus; all three bus files or none.") Path busCert,
        @Doc("PEM private key for TLS on the event bus.") Path busKey,
        @Doc("PEM certificate of the authority that every node's bus certificate must come from.") Path busCa,
        @Doc(
                        value =
                                "Unwritten bytes for one other node, beyond which signals to it wait for their repetition, 1048576 to 1073741824.",
                        byDefault = "16777216")
                int busBytes,
        @Doc(value = "Hazelcast partitions, 11 to 1009, the same on every node.", byDefault = "61") int partitions,
        @Doc(value = "Silence after which a node is taken for dead, 5 to 300 s.", byDefault = "15")
                int heartbeatSeconds) {

    /** How many ports of its own host a node without a members list looks at. */
    public static final int LOCAL_PORTS = 10;

    public ClusterConfig {
        Check.text("cluster.name", name, text -> text.matches("[A-Za-z0-9._-]{1,64}"), "1 to 64 of A-Z a-z 0-9 . _ -");
        Check.text("cluster.host", host, Addresses::isOwnHost, Addresses.OWN_HOST_ALLOWED);
        Check.range("cluster.port", port, 0, 65535 - LOCAL_PORTS);
        members = Check.texts("cluster.members", members, Addresses::isMember, Addresses.MEMBER_ALLOWED);
        Check.text("cluster.busHost", busHost, Addresses::isOwnHost, Addresses.OWN_HOST_ALLOWED);
        Check.range("cluster.busPort", busPort, 0, 65535);
        Check.allOrNone("cluster.busCert, cluster.busKey, cluster.busCa", busCert, busKey, busCa);
        Check.range("cluster.busBytes", busBytes, 1 << 20, 1 << 30);
        Check.range("cluster.partitions", partitions, 11, 1009);
        Check.range("cluster.heartbeatSeconds", heartbeatSeconds, 5, 300);
    }

    /** A cluster.xml of the operator's own. */
    public Optional<Path> customFile() {
        return Optional.ofNullable(file);
    }

    /** Whether nodes speak TLS to each other on the event bus. */
    public boolean busTls() {
        return busCert != null;
    }

    /** The configured members, or else this host's own {@value #LOCAL_PORTS} ports; empty with port 0 and no members. */
    public List<String> joinMembers() {
        if (!members.isEmpty() || port == 0) {
            return members;
        }
        String prefix = Addresses.inUrl(host) + ':';
        return IntStream.range(port, port + LOCAL_PORTS)
                .mapToObj(candidate -> prefix + candidate)
                .toList();
    }
}
