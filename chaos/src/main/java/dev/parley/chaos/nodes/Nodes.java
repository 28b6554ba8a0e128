package dev.parley.chaos.nodes;

import dev.parley.load.server.NodesDatabase;
import dev.parley.load.server.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The nodes of one cluster and their PostgreSQL, each a process. Every method blocks; closing ends them all. */
public final class Nodes implements AutoCloseable {
    /** Hazelcast looks into these. */
    private static final List<String> JVM = List.of(
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "--add-modules=java.se",
            "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
            "--add-opens=java.management/sun.management=ALL-UNNAMED",
            "--add-opens=jdk.management/com.sun.management.internal=ALL-UNNAMED");

    private static final AtomicInteger CLUSTERS = new AtomicInteger();

    private final String cluster = "chaos-" + ProcessHandle.current().pid() + "-" + CLUSTERS.incrementAndGet();
    private final List<NodeProcess> all = new ArrayList<>();
    private final Topology topology;
    private final List<String> program;
    private final Path folder;
    private final ClassArchive classes;
    private final Thread onSignal = new Thread(this::end, "end-nodes");
    private final NodesDatabase database;
    private final DatabaseWay way;

    /**
     * Starts PostgreSQL, no node yet.
     *
     * @param program what Java is to run as a node: {@code -jar} and its jar
     * @param folder for data and logs
     */
    public Nodes(Topology topology, List<String> program, Path folder) {
        this(topology, program, folder, new ClassArchive(folder));
    }

    private Nodes(Topology topology, List<String> program, Path folder, ClassArchive classes) {
        this.classes = classes;
        this.topology = topology;
        this.program = program;
        this.folder = folder;
        // a signal ends this process past any finally
        Runtime.getRuntime().addShutdownHook(onSignal);
        database = NodesDatabase.start(program, folder);
        way = DatabaseWay.open(topology.commonHost(), database);
        for (int i = 0; i < topology.places().size(); i++) {
            all.add(node("node-" + (i + 1), i, classes.flag()));
        }
    }

    /** The first one alone: nodes that begin together may each begin a cluster of their own and have to merge. */
    public void start() {
        if (!classes.exists()) {
            classes.write(node("classes", 0, classes.writing()));
        }
        all.get(0).start();
        all.get(0).awaitReady();
        all.stream().skip(1).forEach(NodeProcess::start);
        all.forEach(NodeProcess::awaitReady);
    }

    /** Kills all and starts all, for a cluster that does not come to itself. */
    public void startAnew() {
        all.forEach(NodeProcess::kill);
        start();
    }

    /** All of them at one moment, without waiting. */
    public void startTogether() {
        all.forEach(NodeProcess::start);
    }

    /** Wakes who is paused, starts who is dead, opens all ways, and waits until all are ready. */
    public void restore() {
        topology.heal();
        if (!database.isAlive()) {
            database.restart();
        }
        database.wake();
        all.forEach(NodeProcess::wake);
        all.stream().filter(node -> !node.isAlive()).forEach(NodeProcess::start);
        all.forEach(NodeProcess::awaitReady);
    }

    /** A further cluster of as many nodes on the loopback, none of them started, logs and data in a folder below. */
    public Nodes another() {
        try {
            Path below = Files.createDirectories(folder.resolve(cluster + "-" + CLUSTERS.get()));
            return new Nodes(new Loopback(size()), program, below, classes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private NodeProcess node(String name, int index, String flag) {
        Topology.Place place = topology.places().get(index);
        List<String> command = new ArrayList<>(place.prefix());
        command.add(ServerProcess.java());
        command.addAll(JVM);
        command.add(flag);
        command.addAll(program);
        return new NodeProcess(name, place, folder, command, env(place));
    }

    private Map<String, String> env(Topology.Place place) {
        String members = topology.places().stream().map(Topology.Place::member).collect(Collectors.joining(","));
        return Map.of(
                "PARLEY_HTTP_HOST", place.host(),
                "PARLEY_HTTP_PORT", Integer.toString(place.httpPort()),
                "PARLEY_CLUSTER_NAME", cluster,
                "PARLEY_CLUSTER_HOST", place.host(),
                "PARLEY_CLUSTER_PORT", Integer.toString(place.clusterPort()),
                "PARLEY_CLUSTER_MEMBERS", members,
                "PARLEY_DATABASE_URL", way.url(),
                "PARLEY_DATA_DIR", folder.resolve("data").toString(),
                "PARLEY_LIMITS_RATE", "off");
    }

    public int size() {
        return all.size();
    }

    public NodeProcess node(int index) {
        return all.get(index);
    }

    public List<NodeProcess> all() {
        return List.copyOf(all);
    }

    /** All but these. */
    public Stream<NodeProcess> others(NodeProcess... but) {
        return all.stream().filter(node -> !List.of(but).contains(node));
    }

    public List<String> urls() {
        return topology.places().stream().map(Topology.Place::url).toList();
    }

    public Topology topology() {
        return topology;
    }

    public NodesDatabase database() {
        return database;
    }

    /** Nodes reach PostgreSQL over it. */
    public DatabaseWay way() {
        return way;
    }

    private void end() {
        all.forEach(NodeProcess::kill);
        if (database != null) {
            database.close();
        }
        topology.close();
    }

    @Override
    public void close() {
        end();
        way.close();
        try {
            Runtime.getRuntime().removeShutdownHook(onSignal);
        } catch (IllegalStateException ending) {
            // it is running already
        }
    }
}
