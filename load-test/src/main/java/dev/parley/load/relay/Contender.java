package dev.parley.load.relay;

import dev.parley.load.relay.bare.BareRelay;
import dev.parley.load.server.ServerProcess;
import io.vertx.core.http.WebSocketClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * A relay that takes part.
 *
 * @param wires makes what speaks to it, of a client and a signal's payload
 * @param processes in the order of their start
 */
public record Contender(String name, BiFunction<WebSocketClient, String, Wire> wires, List<Start> processes) {
    private static final int NODES = 2;

    /** When a process has started. */
    public enum Ready {
        /** {@code GET /health/ready} answers 200. */
        ANSWERS,
        /** It takes connections. */
        LISTENS
    }

    /**
     * What a process is started with.
     *
     * @param port where it will serve on loopback
     * @param entrance whether clients connect to it; the others are ready before the next process is started
     * @param command the program, then its arguments
     */
    public record Start(
            int port, boolean entrance, Ready ready, List<String> command, Map<String, String> environment) {
        /** A node on this JVM's Java. */
        static Start java(int port, List<String> arguments, Map<String, String> environment) {
            List<String> command = new ArrayList<>();
            command.add(ServerProcess.java());
            command.addAll(arguments);
            return new Start(port, true, Ready.ANSWERS, command, environment);
        }
    }

    /** The floor, with the very libraries of Parley's node. @param ports two for HTTP, then two for Hazelcast */
    public static Contender bare(List<String> jvm, Path ownJar, Path libraries, int[] ports) {
        List<Start> nodes = new ArrayList<>();
        String classPath = ownJar + System.getProperty("path.separator") + libraries.resolve("*");
        for (int i = 0; i < NODES; i++) {
            List<String> arguments = new ArrayList<>(jvm);
            arguments.addAll(List.of("-cp", classPath, BareRelay.class.getName()));
            arguments.addAll(List.of("--node", Integer.toString(i + 1), "--port", Integer.toString(ports[i])));
            arguments.addAll(List.of("--cluster", "bare-" + ports[0], "--members", members(ports)));
            nodes.add(Start.java(ports[i], arguments, Map.of()));
        }
        return new Contender("bare relay", BareWire::new, nodes);
    }

    /**
     * Parley, without limits of rate.
     *
     * @param jar of the node module, its libraries in {@code lib} beside it
     * @param database url of its PostgreSQL
     * @param ports two for HTTP, then two for Hazelcast
     */
    public static Contender parley(String name, List<String> jvm, Path jar, String database, Path data, int[] ports) {
        List<Start> nodes = new ArrayList<>();
        for (int i = 0; i < NODES; i++) {
            List<String> arguments = new ArrayList<>(jvm);
            arguments.addAll(List.of("-jar", jar.toString()));
            nodes.add(Start.java(ports[i], arguments, environment(database, data, ports, i)));
        }
        return new Contender(name, ParleyWire::new, nodes);
    }

    /** The same build with an operator who taps everything. @param secret for access tokens, 32 bytes or more */
    public static Contender tapped(Contender plain, String secret) {
        List<Start> nodes = plain.processes().stream()
                .map(node -> {
                    Map<String, String> environment = new HashMap<>(node.environment());
                    environment.put("PARLEY_JWT_SECRET", secret);
                    return new Start(node.port(), node.entrance(), node.ready(), node.command(), environment);
                })
                .toList();
        return new Contender(plain.name(), (client, payload) -> new TappedWire(client, payload, secret), nodes);
    }

    private static Map<String, String> environment(String database, Path data, int[] ports, int node) {
        return Map.of(
                "PARLEY_HTTP_PORT",
                Integer.toString(ports[node]),
                "PARLEY_CLUSTER_NAME",
                "bench-" + ports[0],
                "PARLEY_CLUSTER_PORT",
                Integer.toString(ports[NODES + node]),
                "PARLEY_CLUSTER_MEMBERS",
                members(ports),
                "PARLEY_DATABASE_URL",
                database,
                "PARLEY_DATA_DIR",
                data.toString(),
                "PARLEY_ROOMS_MAX_PEERS_LIMIT",
                "1000",
                "PARLEY_ROOMS_MAX_PEERS",
                "1000",
                "PARLEY_LIMITS_RATE",
                "off");
    }

    private static String members(int[] ports) {
        return "127.0.0.1:" + ports[NODES] + ",127.0.0.1:" + ports[NODES + 1];
    }
}
