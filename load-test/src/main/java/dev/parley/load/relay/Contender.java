package dev.parley.load.relay;

import dev.parley.load.relay.bare.BareRelay;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A relay that takes part, as the arguments and environment of its two nodes.
 *
 * @param speaksParley else the bare relay's frames
 */
record Contender(String name, boolean speaksParley, List<Start> nodes) {
    private static final int NODES = 2;

    /** What a node is started with; it will serve HTTP at {@code port}. */
    record Start(int port, List<String> arguments, Map<String, String> environment) {}

    /** The floor, with the very libraries of Parley's node. @param ports two for HTTP, then two for Hazelcast */
    static Contender bare(List<String> jvm, Path ownJar, Path libraries, int[] ports) {
        List<Start> nodes = new ArrayList<>();
        String classPath = ownJar + System.getProperty("path.separator") + libraries.resolve("*");
        for (int i = 0; i < NODES; i++) {
            List<String> arguments = new ArrayList<>(jvm);
            arguments.addAll(List.of("-cp", classPath, BareRelay.class.getName()));
            arguments.addAll(List.of("--node", Integer.toString(i + 1), "--port", Integer.toString(ports[i])));
            arguments.addAll(List.of("--cluster", "bare-" + ports[0], "--members", members(ports)));
            nodes.add(new Start(ports[i], arguments, Map.of()));
        }
        return new Contender("bare relay", false, nodes);
    }

    /** @param jar of the node module, its libraries in {@code lib} beside it */
    static Contender parley(String name, List<String> jvm, Path jar, Path data, int[] ports) {
        List<Start> nodes = new ArrayList<>();
        for (int i = 0; i < NODES; i++) {
            List<String> arguments = new ArrayList<>(jvm);
            arguments.addAll(List.of("-jar", jar.toString()));
            nodes.add(new Start(ports[i], arguments, environment(data, ports, i)));
        }
        return new Contender(name, true, nodes);
    }

    private static Map<String, String> environment(Path data, int[] ports, int node) {
        return Map.of(
                "PARLEY_HTTP_PORT", Integer.toString(ports[node]),
                "PARLEY_CLUSTER_NAME", "bench-" + ports[0],
                "PARLEY_CLUSTER_PORT", Integer.toString(ports[NODES + node]),
                "PARLEY_CLUSTER_MEMBERS", members(ports),
                "PARLEY_DATA_DIR", data.toString(),
                "PARLEY_LIMITS_RATE", "off");
    }

    private static String members(int[] ports) {
        return "127.0.0.1:" + ports[NODES] + ",127.0.0.1:" + ports[NODES + 1];
    }
}
