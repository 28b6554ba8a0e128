package dev.parley.node.config;

import com.hazelcast.config.Config;
import com.hazelcast.config.XmlConfigBuilder;
import com.hazelcast.core.HazelcastException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/** Reads {@code cluster.xml}, the built-in one or the operator's, and fills its words from the configuration. */
public final class HazelcastConfig {

    private static final String BUILT_IN = "/cluster.xml";
    private static final String WORD = "parley.cluster.";

    private HazelcastConfig() {}

    /**
     * The settings of this node's cluster member; the caller still adds what only the running node knows (attributes, lite
     * member). Blocks: reads a file and may ask a name server for {@code cluster.host}.
     *
     * @throws ConfigException when the file or the host cannot be used
     */
    public static Config from(ParleyConfig config) {
        ClusterConfig cluster = config.cluster();
        try (InputStream xml = open(cluster)) {
            Config built =
                    new XmlConfigBuilder(xml).setProperties(words(cluster)).build();
            if (cluster.joinMembers().isEmpty()) {
                // the file must name somebody; a node that knows nobody begins a cluster of its own
                built.getNetworkConfig().getJoin().getTcpIpConfig().clear();
            }
            return built;
        } catch (IOException | HazelcastException e) {
            throw new ConfigException("cluster.file", "it cannot be used: " + firstLine(e));
        }
    }

    private static InputStream open(ClusterConfig cluster) throws IOException {
        Optional<Path> custom = cluster.customFile();
        return custom.isPresent()
                ? Files.newInputStream(custom.get())
                : HazelcastConfig.class.getResourceAsStream(BUILT_IN);
    }

    private static Properties words(ClusterConfig cluster) {
        InetAddress address = resolve(cluster.host());
        Properties words = new Properties();
        words.setProperty(WORD + "name", cluster.name());
        words.setProperty(WORD + "interface", address.getHostAddress());
        words.setProperty(WORD + "preferIpv4", Boolean.toString(address instanceof Inet4Address));
        words.setProperty(WORD + "port", Integer.toString(cluster.port()));
        words.setProperty(
                WORD + "portAutoIncrement", Boolean.toString(cluster.members().isEmpty()));
        words.setProperty(WORD + "members", members(cluster));
        words.setProperty(WORD + "partitions", Integer.toString(cluster.partitions()));
        words.setProperty(WORD + "heartbeatSeconds", Integer.toString(cluster.heartbeatSeconds()));
        return words;
    }

    private static String members(ClusterConfig cluster) {
        List<String> members = cluster.joinMembers();
        return members.isEmpty() ? cluster.host() : String.join(",", members);
    }

    private static InetAddress resolve(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new ConfigException(
                    "cluster.host", '"' + host + "\" has no address; allowed: " + Addresses.HOST_ALLOWED);
        }
    }

    private static String firstLine(Exception e) {
        String message = String.valueOf(e.getMessage());
        return message.lines().findFirst().orElse(message);
    }
}
