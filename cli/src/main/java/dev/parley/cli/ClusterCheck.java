package dev.parley.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What only the nodes themselves know: whether they are alike, agree on the time, and reach their database. */
final class ClusterCheck {
    /** Tokens allow a minute of difference between clocks; beyond a few seconds something keeps them from being set. */
    private static final long CLOCKS_MS = 5_000;

    private final Server server;

    ClusterCheck(Server server) {
        this.server = server;
    }

    List<Finding> findings() {
        if (server.token() == null) {
            return List.of(
                    Finding.open(
                            "token",
                            "none is given, so versions, clocks and the database are not checked.",
                            "Set PARLEY_TOKEN to a service token that covers nodes: parley token --user operator --service nodes"));
        }
        List<Finding> findings = new ArrayList<>();
        long asked = System.nanoTime();
        try {
            List<JsonNode> nodes = new ArrayList<>();
            server.get(NodeCommand.NODES).path("nodes").forEach(nodes::add);
            long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - asked);
            findings.add(Finding.good("token", "valid, and covers nodes"));
            findings.add(nodes(nodes));
            List<JsonNode> heard = nodes.stream()
                    .filter(node -> node.path("answers").asBoolean())
                    .toList();
            findings.add(versions(heard));
            findings.add(clocks(heard, took));
            findings.add(database(heard));
        } catch (ServerException refused) {
            findings.add(Finding.bad("token", refused.getMessage(), advice(String.valueOf(refused.code()))));
        }
        return findings;
    }

    private static String advice(String code) {
        return switch (code) {
            case "token_invalid" ->
                "It has expired or is signed with another key: make a new one with parley token and the nodes' configuration.";
            case "access_denied" -> "Make one whose grant covers nodes: parley token --user operator --service nodes";
            default -> "Try again in a few seconds; look at the node's log.";
        };
    }

    private static Finding nodes(List<JsonNode> nodes) {
        String lacking = names(nodes, node -> !node.path("ready").asBoolean());
        return lacking.isEmpty()
                ? Finding.good("nodes", nodes.size() + ", all ready")
                : Finding.bad("nodes", "not ready: " + lacking + ".", "parley node list tells why.");
    }

    private static Finding versions(List<JsonNode> nodes) {
        Set<String> versions = nodes.stream()
                .map(node -> node.path("version").asText())
                .collect(Collectors.toCollection(TreeSet::new));
        return versions.size() < 2
                ? Finding.good("versions", String.join(", ", versions))
                : Finding.bad(
                        "versions",
                        String.join(", ", versions) + ".",
                        "Finish the upgrade: drain and replace the older nodes.");
    }

    /** The nodes are asked at once, so their clocks may differ by as long as that took. */
    private static Finding clocks(List<JsonNode> nodes, long tookMs) {
        long now = System.currentTimeMillis();
        long worst = nodes.stream()
                .mapToLong(node -> Math.abs(node.path("time").asLong() - now))
                .max()
                .orElse(0);
        return worst <= CLOCKS_MS + tookMs
                ? Finding.good("clocks", "within " + Math.max(1, worst) + " ms of this machine's, the way included")
                : Finding.bad(
                        "clocks",
                        "a node differs from this machine by " + worst / 1_000 + " s.",
                        "Set the time on all machines by NTP; tokens and TURN credentials depend on it.");
    }

    private static Finding database(List<JsonNode> nodes) {
        String without = names(nodes, node -> node.path("database").asText().equals("away"));
        return without.isEmpty()
                ? Finding.good("database", "every node that uses it reaches it")
                : Finding.bad(
                        "database",
                        "not reached by " + without + ".",
                        "See docs/operating.md, \"The database is away\"; rooms and signals go on meanwhile.");
    }

    private static String names(List<JsonNode> nodes, Predicate<JsonNode> which) {
        return nodes.stream()
                .filter(which)
                .map(node -> node.path("url").asText())
                .collect(Collectors.joining(", "));
    }
}
