package dev.parley.load.compare;

import dev.parley.load.compare.Metric.Group;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What is to be measured and how.
 *
 * @param rivals in the order in which each round takes them
 * @param warmup signals through each relay before the first round
 * @param measured length of a round of one relay under one load
 * @param rate of the fixed-rate load, signals a second
 * @param latencyRate 0 for half of what Socket.IO, else the slowest relay, can do
 * @param idle sockets, an even number
 * @param rooms of five
 * @param largeRoom members that hear of one more
 * @param parley jar of the node, its libraries in {@code lib} beside it
 * @param rivalFolder with the rivals' servers and their npm packages
 */
record Plan(
        List<Rival> rivals,
        Set<Group> groups,
        int rounds,
        Duration measured,
        int warmup,
        int rate,
        int inFlight,
        int pairs,
        int payloadBytes,
        int latencyRate,
        int idle,
        int rooms,
        int largeRoom,
        Path parley,
        Path rivalFolder,
        List<String> jvm) {

    static final int ROOM = 5;

    /** Joins of the large room in a round. */
    static final int LARGE_JOINS = 10;

    boolean has(Group group) {
        return groups.contains(group);
    }

    List<Rival> withRooms() {
        return rivals.stream().filter(Rival::hasRooms).toList();
    }

    JsonObject json() {
        return new JsonObject()
                .put("contenders", new JsonArray(rivals.stream().map(Rival::key).toList()))
                .put("metrics", new JsonArray(groups.stream().map(Group::key).toList()))
                .put("rounds", rounds)
                .put("seconds", measured.toSeconds())
                .put("warmup", warmup)
                .put("rate", rate)
                .put("inFlight", inFlight)
                .put("pairs", pairs)
                .put("payloadBytes", payloadBytes)
                .put("latencyRate", latencyRate)
                .put("idle", idle)
                .put("rooms", rooms)
                .put("roomSize", ROOM)
                .put("largeRoom", largeRoom);
    }
}
