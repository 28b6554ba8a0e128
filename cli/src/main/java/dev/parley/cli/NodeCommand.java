package dev.parley.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Nodes: how they are, and having one leave in order. */
@Command(
        name = "node",
        mixinStandardHelpOptions = true,
        description = "Nodes of the cluster. The token's service grant must cover nodes.",
        footerHeading = "%nExamples:%n",
        footer = {"  parley node list", "  parley node drain n3xq0Zk --wait"})
final class NodeCommand implements Runnable {
    static final String NODES = "/api/v1/nodes";
    private static final Duration GONE_WITHIN = Duration.ofMinutes(5);
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say list or drain.");
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "All nodes and how they are.")
    int list() {
        Asking asking = Asking.of(spec);
        JsonNode nodes = asking.server.get(NODES).path("nodes");
        if (asking.server.wantsJson()) {
            asking.output.json(nodes);
            return 0;
        }
        List<List<String>> rows = new ArrayList<>();
        nodes.forEach(node -> rows.add(List.of(
                Output.text(node.path("nodeId")),
                Output.text(node.path("url")),
                state(node),
                Output.text(node.path("version")),
                Output.text(node.path("sockets")),
                Output.text(node.path("rooms")),
                Output.text(node.path("peers")),
                Output.text(node.path("database")))));
        asking.output.table(List.of("NODE", "URL", "STATE", "VERSION", "SOCKETS", "ROOMS", "PEERS", "DATABASE"), rows);
        return 0;
    }

    private static String state(JsonNode node) {
        if (!node.path("answers").asBoolean()) {
            return "silent";
        }
        return node.path("ready").asBoolean() ? "ready" : "not ready: " + Output.text(node.path("reason"));
    }

    @Command(
            name = "drain",
            mixinStandardHelpOptions = true,
            description = {
                "Has a node leave in order: its clients go to other nodes without a gap, its rooms move, then its process",
                "ends with code 0. Do one after the other."
            })
    int drain(
            @Parameters(paramLabel = "NODE", description = "Its id, as node list shows it.") String id,
            @Option(names = "--wait", description = "Return when it is gone; 5 minutes at most.") boolean wait) {
        Asking asking = Asking.of(spec);
        asking.server.send("POST", NODES + "/" + Server.escaped(id) + "/drain");
        if (!wait) {
            return asking.done("draining " + id);
        }
        long deadline = System.nanoTime() + GONE_WITHIN.toNanos();
        while (isThere(asking.server, id)) {
            if (System.nanoTime() > deadline) {
                throw ServerException.refused(
                        "unavailable", "The node is still there after 5 minutes. Look at its log.");
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return asking.done(id + " is gone");
    }

    /** The node that was asked may be the one that goes: then another answers behind the same URL, or none does. */
    private static boolean isThere(Server server, String id) {
        try {
            return StreamSupport.stream(server.get(NODES).path("nodes").spliterator(), false)
                    .anyMatch(node -> node.path("nodeId").asText().equals(id)
                            && node.path("answers").asBoolean());
        } catch (ServerException refused) {
            return !refused.isUnreachable();
        }
    }
}
