package dev.parley.system.feed;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * A service's copy of the rooms, made of events alone, as the guide for consumers says. It notes what should not be.
 * Taken by one thread, looked at by any.
 */
final class FeedCopy {
    private final Map<String, Set<String>> rosters = new ConcurrentSkipListMap<>();
    private final Map<String, Place> places = new HashMap<>();
    private final Set<String> seen = new HashSet<>();
    private final List<String> faults = new ArrayList<>();
    private int repeated;
    private int late;

    private record Place(String epoch, long n) {}

    /** @return whether the event was new */
    boolean take(JsonNode event) {
        if (!seen.add(event.path("id").asText())) {
            repeated++;
            return false;
        }
        if (event.path("late").asBoolean()) {
            late++;
            return true;
        }
        order(event);
        if (event.path("feed").asText().equals("rooms")) {
            fold(event);
        }
        return true;
    }

    private void order(JsonNode event) {
        String key = event.path("feed").asText() + "/" + event.path("key").asText();
        Place now = new Place(event.path("epoch").asText(), event.path("n").asLong());
        Place before = places.put(key, now);
        boolean follows = before != null && before.epoch.equals(now.epoch);
        if (now.n != (follows ? before.n + 1 : 1)) {
            faults.add("after " + before + " of " + key + " came " + event);
        }
    }

    private void fold(JsonNode event) {
        String room = event.path("key").asText();
        JsonNode data = event.path("data");
        Set<String> roster = rosters.computeIfAbsent(room, r -> new ConcurrentSkipListSet<>());
        switch (event.path("type").asText()) {
            case "room.state" -> {
                roster.clear();
                data.path("peers")
                        .forEach(peer -> roster.add(peer.path("peerId").asText()));
            }
            case "room.closed" -> rosters.remove(room);
            case "peer.joined" -> {
                if (!roster.add(data.at("/peer/peerId").asText())) {
                    faults.add("joined twice: " + event);
                }
            }
            case "peer.left" -> {
                if (!roster.remove(data.path("peerId").asText())) {
                    faults.add("left before it joined: " + event);
                }
            }
            default -> {}
        }
    }

    /** Rooms that are there, with who is in them. */
    Map<String, Set<String>> rosters() {
        return rosters;
    }

    Set<String> roster(String roomId) {
        return rosters.getOrDefault(roomId, Set.of());
    }

    /** What came out of order. */
    List<String> faults() {
        return faults;
    }

    @Override
    public String toString() {
        return seen.size() + " events, " + repeated + " repeated, " + late + " late, of " + rosters.size() + " rooms "
                + rosters;
    }
}
