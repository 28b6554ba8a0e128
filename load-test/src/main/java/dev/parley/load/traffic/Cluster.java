package dev.parley.load.traffic;

import dev.parley.load.server.NodesDatabase;
import dev.parley.load.server.Ports;
import dev.parley.load.server.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Nodes of this machine, each a process, in a cluster of their own without rate limits. Closing kills them. */
public final class Cluster implements AutoCloseable {
    /** Hazelcast looks into these; and a compiler thread that ended could not be told from the node's own work. */
    private static final List<String> JVM = List.of(
            "-XX:-UseDynamicNumberOfCompilerThreads",
            "--add-modules=java.se",
            "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
            "--add-opens=java.management/sun.management=ALL-UNNAMED",
            "--add-opens=jdk.management/com.sun.management.internal=ALL-UNNAMED");

    private final Path folder;
    private final Thread onSignal = new Thread(this::kill, "kill-nodes");
    private final List<ServerProcess> nodes = new CopyOnWriteArrayList<>();

    private NodesDatabase database;

    private Cluster(Path folder) {
        this.folder = folder;
    }

    /**
     * Starts them and waits until all are ready.
     *
     * @param program what Java is to run: {@code -jar} and the node's jar, or a class path and its main class
     * @param jvm further arguments of each node's JVM
     */
    public static Cluster start(int size, List<String> program, List<String> jvm) {
        try {
            Cluster cluster = new Cluster(Files.createTempDirectory("parley-load-"));
            // a signal ends this process past any finally
            Runtime.getRuntime().addShutdownHook(cluster.onSignal);
            try {
                cluster.startNodes(size, program, jvm);
                return cluster;
            } catch (RuntimeException failed) {
                cluster.close();
                throw failed;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first one alone: nodes that begin together may each begin a cluster of their own and have to merge. */
    private void startNodes(int size, List<String> program, List<String> jvm) {
        int[] ports = Ports.find(2 * size);
        List<String> arguments = new ArrayList<>(JVM);
        arguments.addAll(jvm);
        database = NodesDatabase.start(program, folder);
        arguments.addAll(program);
        for (int i = 0; i < size; i++) {
            nodes.add(ServerProcess.start("node " + (i + 1), ports[i], folder, arguments, environment(ports, size, i)));
            if (i == 0) {
                nodes.get(0).awaitReady();
            }
        }
        nodes.forEach(ServerProcess::awaitReady);
    }

    private Map<String, String> environment(int[] ports, int size, int node) {
        String members = Stream.iterate(size, port -> port < 2 * size, port -> port + 1)
                .map(port -> "127.0.0.1:" + ports[port])
                .collect(Collectors.joining(","));
        return Map.of(
                "PARLEY_HTTP_PORT",
                Integer.toString(ports[node]),
                "PARLEY_CLUSTER_NAME",
                "load-" + ports[0],
                "PARLEY_CLUSTER_PORT",
                Integer.toString(ports[size + node]),
                "PARLEY_CLUSTER_MEMBERS",
                members,
                "PARLEY_DATABASE_URL",
                database.url(),
                "PARLEY_DATA_DIR",
                folder.resolve("data").toString(),
                "PARLEY_LIMITS_RATE",
                "off");
    }

    public List<String> endpoints() {
        return nodes.stream().map(node -> "http://127.0.0.1:" + node.port()).toList();
    }

    /** By name, in order. */
    public Map<String, Long> pids() {
        Map<String, Long> pids = new LinkedHashMap<>();
        for (int i = 0; i < nodes.size(); i++) {
            pids.put("node " + (i + 1), nodes.get(i).pid());
        }
        return pids;
    }

    private void kill() {
        nodes.forEach(ServerProcess::close);
        if (database != null) {
            database.close();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            // left to the system's cleaning of temporary files
        }
    }

    @Override
    public void close() {
        kill();
        try {
            Runtime.getRuntime().removeShutdownHook(onSignal);
        } catch (IllegalStateException ending) {
            // it is running already
        }
    }
}
