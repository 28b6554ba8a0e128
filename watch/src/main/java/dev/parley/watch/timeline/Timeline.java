package dev.parley.watch.timeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.Json;
import dev.parley.protocol.Slice;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What all nodes remember of a call.
 *
 * @param roomId null when nobody knows it
 * @param participants by user id, with their names
 * @param called ids of the users that were called, whether they answered or not
 * @param nodes that have answered
 * @param silent that have not
 * @param truncated whether some lane remembers only the latest
 * @param entries in causal order
 */
public record Timeline(
        String callId,
        String roomId,
        Map<String, String> participants,
        Set<String> called,
        List<String> nodes,
        List<String> silent,
        boolean truncated,
        List<ObjectNode> entries) {
    /** What is only for putting in order. */
    private static final List<String> INTERNAL = List.of("n", "order", "ask");

    /** @param answers of the nodes, null for those without one, as {@link dev.parley.watch.Watch#gather} has them */
    public static Timeline of(String callId, Map<String, ObjectNode> answers) {
        Map<String, String> participants = new LinkedHashMap<>();
        Set<String> called = new HashSet<>();
        List<ObjectNode> entries = new ArrayList<>();
        List<String> silent = new ArrayList<>();
        answers.forEach((node, answer) -> {
            if (answer == null) {
                silent.add(node);
            } else {
                answer.path("participants")
                        .forEach(p -> participants.put(
                                p.path("id").asText(), p.path("username").asText()));
                answer.path("called").forEach(id -> called.add(id.asText()));
                answer.path("entries").forEach(e -> entries.add(((ObjectNode) e).put("node", node)));
            }
        });
        List<ObjectNode> ordered = CausalOrder.of(entries);
        ordered.forEach(entry -> entry.remove(INTERNAL));
        List<String> nodes =
                answers.keySet().stream().filter(n -> !silent.contains(n)).toList();
        boolean truncated =
                answered(answers).stream().anyMatch(a -> a.path("truncated").asBoolean());
        String roomId = answered(answers).stream()
                .map(a -> a.path("roomId").textValue())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        return new Timeline(callId, roomId, participants, called, nodes, silent, truncated, ordered);
    }

    private static List<ObjectNode> answered(Map<String, ObjectNode> answers) {
        return answers.values().stream().filter(Objects::nonNull).toList();
    }

    /** Whether anybody remembers who takes part. */
    public boolean isKnown() {
        return !participants.isEmpty();
    }

    /** Whether the user called, or was called: those have the call in their history. */
    public boolean isOf(String userId) {
        return participants.containsKey(userId) || called.contains(userId);
    }

    /** The answer to a client, with the findings of the {@link Diagnosis}. */
    public Slice json() {
        ObjectNode json = Json.newObject().put("callId", callId).put("roomId", roomId);
        ArrayNode people = json.putArray("participants");
        participants.forEach((id, username) -> people.addObject().put("id", id).put("username", username));
        nodes.forEach(json.putArray("nodes")::add);
        silent.forEach(json.putArray("silent")::add);
        json.put("truncated", truncated);
        json.putArray("entries").addAll(List.<JsonNode>copyOf(entries));
        ArrayNode findings = json.putArray("diagnosis");
        Diagnosis.of(entries).forEach(f -> findings.add(Json.tree(f)));
        return Json.slice(json);
    }
}
