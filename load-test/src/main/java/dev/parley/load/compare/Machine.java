package dev.parley.load.compare;

import dev.parley.load.server.BenchException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the figures were measured on and with. Blocks. */
final class Machine {
    private static final double KIB_PER_GIB = 1 << 20;

    private Machine() {}

    /** Versions of programs and packages only of those that take part. */
    static JsonObject describe(Plan plan) {
        JsonObject machine = new JsonObject()
                .put("date", LocalDate.now(ZoneOffset.UTC).toString())
                .put("cores", Runtime.getRuntime().availableProcessors())
                .put("cpu", field("/proc/cpuinfo", "model name\\s*: (.*)"))
                .put(
                        "memoryGiB",
                        Math.round(Long.parseLong(field("/proc/meminfo", "MemTotal:\\s*(\\d+) kB")) / KIB_PER_GIB))
                .put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"))
                .put("system", field("/etc/os-release", "PRETTY_NAME=\"(.*)\""))
                .put("jvm", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"))
                .put("loadBefore", load());
        return machine.put("versions", versions(plan));
    }

    /** The load averages of 1, 5 and 15 minutes: what else the machine did. */
    static String load() {
        return field("/proc/loadavg", "(\\S+ \\S+ \\S+) .*");
    }

    private static JsonObject versions(Plan plan) {
        JsonObject versions = new JsonObject();
        if (plan.rivals().stream().anyMatch(Rival::isJvm)) {
            versions.put("Vert.x", library(plan.parley().resolveSibling("lib"), "vertx-core-(.*)\\.jar"));
        }
        if (plan.rivals().stream().anyMatch(Rival::isNode)) {
            versions.put("Node.js", first("v(\\S+)", Programs.output("node", "--version")));
        }
        if (plan.rivals().contains(Rival.SOCKETIO)) {
            versions.put("Socket.IO", npm(plan, "socket.io"))
                    .put("@socket.io/redis-adapter", npm(plan, "@socket.io/redis-adapter"))
                    .put("Redis", first("v=(\\S+)", Programs.output("redis-server", "--version")));
        }
        if (plan.rivals().contains(Rival.PEERJS)) {
            versions.put("PeerJS server", npm(plan, "peer"));
        }
        if (plan.rivals().contains(Rival.NATS)) {
            versions.put("nats-server", first("v(\\d\\S*)", Programs.output("nats-server", "--version")));
        }
        return versions;
    }

    private static String npm(Plan plan, String name) {
        return new JsonObject(read(plan.rivalFolder().resolve("node_modules/" + name + "/package.json")))
                .getString("version");
    }

    private static String library(Path folder, String name) {
        try (Stream<Path> files = Files.list(folder)) {
            List<String> names =
                    files.map(file -> file.getFileName().toString()).toList();
            return first(name, String.join("\n", names));
        } catch (IOException e) {
            throw new BenchException("there are no libraries in " + folder + ": build the node first");
        }
    }

    private static String field(String file, String pattern) {
        return first(pattern, read(Path.of(file)));
    }

    private static String first(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        return matcher.find() ? matcher.group(1) : "unknown";
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
