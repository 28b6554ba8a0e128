package dev.parley.gateway.session;

import dev.parley.protocol.Code;
import dev.parley.protocol.Refusal;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Keeps one client address from filling the cluster with rooms that nobody enters. Only when an address reaches its
 * limit are the rooms that it created looked at again, and those that people have entered, or that are gone, forgotten.
 */
final class EmptyRooms {
    private static final int ADDRESSES_MAX = 10_000;

    private final int max;
    private final Map<String, Set<String>> created = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Set<String>> eldest) {
            return size() > ADDRESSES_MAX;
        }
    };

    /** @param max rooms for each address through this lane, 0 for no limit */
    EmptyRooms(int max) {
        this.max = max;
    }

    /** @param isEmpty asks whether a room exists and is empty. Fails with {@code rate_limited} when too many are. */
    Future<Void> reserve(String address, String roomId, Function<String, Future<Boolean>> isEmpty) {
        if (max == 0) {
            return Future.succeededFuture();
        }
        Set<String> rooms = created.computeIfAbsent(address, a -> new LinkedHashSet<>());
        if (rooms.size() < max) {
            rooms.add(roomId);
            return Future.succeededFuture();
        }
        return lookAgain(rooms, isEmpty).compose(v -> {
            if (rooms.size() >= max) {
                return Future.failedFuture(new Refusal(
                        Code.RATE_LIMITED,
                        "Too many rooms from here are still empty. Use them, or wait until they expire."));
            }
            rooms.add(roomId);
            return Future.succeededFuture();
        });
    }

    void release(String address, String roomId) {
        Set<String> rooms = created.get(address);
        if (rooms != null) {
            rooms.remove(roomId);
        }
    }

    private static Future<Void> lookAgain(Set<String> rooms, Function<String, Future<Boolean>> isEmpty) {
        List<Future<Void>> looks = rooms.stream()
                .map(room -> isEmpty.apply(room).<Void>map(empty -> {
                    if (!empty) {
                        rooms.remove(room);
                    }
                    return null;
                }))
                .toList();
        return Future.join(looks).mapEmpty();
    }
}
