package dev.parley.system.browser;

import dev.parley.storage.EmbeddedDatabase;
import dev.parley.system.fixture.Eventually;
import dev.parley.system.fixture.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Nodes that can be killed as a crash would: each a process of its own, from this process's class path. */
final class NodeProcesses implements AutoCloseable {
    private static final Duration READY_WITHIN = Duration.ofSeconds(60);
    private static final Pattern ROOMS = Pattern.compile("(?m)^parley_rooms\\{[^}]*} ([0-9.]+)$");
    private static final List<String> JVM = List.of(
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "--add-modules=java.se",
            "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
            "--add-opens=java.management/sun.management=ALL-UNNAMED",
            "--add-opens=jdk.management/com.sun.management.internal=ALL-UNNAMED");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Process> processes = new ArrayList<>();
    private final List<Integer> ports;
    private final EmbeddedDatabase database;

    /** Starts them one after the other: nodes that begin together may each begin a cluster of their own. */
    NodeProcesses(int size, Path folder) throws IOException {
        ports = FreePorts.find(2 * size);
        database = EmbeddedDatabase.start(folder.resolve("postgresql"), 0);
        for (int i = 0; i < size; i++) {
            processes.add(start(i, size, folder));
            int node = i;
            Eventually.holds(READY_WITHIN, () -> isReady(node), () -> "node " + node + " is not ready");
        }
    }

    private Process start(int node, int size, Path folder) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.parley.node.Parley"));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("node-" + node + ".log").toFile());
        var environment = builder.environment();
        environment.keySet().removeIf(variable -> variable.startsWith("PARLEY_"));
        environment.put("PARLEY_HTTP_PORT", Integer.toString(ports.get(node)));
        environment.put("PARLEY_CLUSTER_NAME", "killed-" + ports.get(0));
        environment.put("PARLEY_CLUSTER_PORT", Integer.toString(ports.get(size + node)));
        environment.put("PARLEY_CLUSTER_MEMBERS", members(size));
        environment.put("PARLEY_DATABASE_URL", database.address());
        environment.put("PARLEY_DATA_DIR", folder.resolve("data").toString());
        return builder.start();
    }

    private String members(int size) {
        return ports.subList(size, 2 * size).stream()
                .map(port -> "127.0.0.1:" + port)
                .collect(Collectors.joining(","));
    }

    String url(int node) {
        return "http://127.0.0.1:" + ports.get(node);
    }

    /** Which node owns the only room that there is. */
    int ownerOfTheRoom() {
        for (int node = 0; node < processes.size(); node++) {
            boolean owns = ROOMS.matcher(get(node, "/metrics"))
                    .results()
                    .anyMatch(gauge -> Double.parseDouble(gauge.group(1)) > 0);
            if (owns) {
                return node;
            }
        }
        throw new AssertionError("no node has a room");
    }

    /** SIGKILL, and waits until the process is gone. */
    void kill(int node) {
        try {
            processes.get(node).destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isReady(int node) {
        if (!processes.get(node).isAlive()) {
            throw new AssertionError("node " + node + " ended");
        }
        return !get(node, "/health/ready").isEmpty();
    }

    /** The body of a successful answer, else an empty one. */
    private String get(int node, String path) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url(node) + path))
                    .timeout(Duration.ofSeconds(2))
                    .build();
            var answer = http.send(request, BodyHandlers.ofString());
            return answer.statusCode() == 200 ? answer.body() + ' ' : "";
        } catch (IOException notYet) {
            return "";
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    @Override
    public void close() {
        for (int node = 0; node < processes.size(); node++) {
            kill(node);
        }
        database.close();
    }
}
