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
import java.util.function.LongSupplier;

/**
 * Keeps one client address from filling the cluster with rooms that nobody enters. Only when an address reaches its
 * limit are the rooms that it created looked at again, once a second at most, and those that people have entered, or that
 * are gone, forgotten.
 */
final class EmptyRooms {
    private static final int ADDRESSES_MAX = 10_000;
    private static final long LOOK_EVERY_MS = 1_000;

    private final int max;
    private final LongSupplier monotonicMs;
    private final Map<String, Created> addresses = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Created> eldest) {
            return size() > ADDRESSES_MAX;
        }
    };

    /** @param max rooms for each address through this lane, 0 for no limit */
    EmptyRooms(int max, LongSupplier monotonicMs) {
        this.max = max;
        this.monotonicMs = monotonicMs;
    }

    /**
     * Takes a place for a room that is about to be created. Fails with {@code rate_limited} when there is none.
     *
     * @param isEmpty asks whether a room exists and is empty
     * @return whether the place is a new one, to be given back when the room is not created after all
     */
    Future<Boolean> reserve(String address, String roomId, Function<String, Future<Boolean>> isEmpty) {
        if (max == 0) {
            return Future.succeededFuture(false);
        }
        Created created = addresses.computeIfAbsent(address, a -> new Created());
        if (created.rooms.contains(roomId)) {
            return Future.succeededFuture(false);
        }
        boolean look = created.rooms.size() >= max && created.mayLook(monotonicMs.getAsLong());
        return (look ? created.lookAgain(isEmpty) : Future.<Void>succeededFuture()).map(v -> take(created, roomId));
    }

    private boolean take(Created created, String roomId) {
        if (created.rooms.size() >= max) {
            throw new Refusal(
                    Code.RATE_LIMITED,
                    "Too many rooms from here are still empty. Use them, or wait until they expire.");
        }
        return created.rooms.add(roomId);
    }

    void release(String address, String roomId) {
        Created created = addresses.get(address);
        if (created != null) {
            created.rooms.remove(roomId);
        }
    }

    /** The rooms of one address that are empty as far as is known. */
    private static final class Created {
        private final Set<String> rooms = new LinkedHashSet<>();
        private long lookedAt = Long.MIN_VALUE;

        private boolean mayLook(long now) {
            if (lookedAt != Long.MIN_VALUE && now - lookedAt < LOOK_EVERY_MS) {
                return false;
            }
            lookedAt = now;
            return true;
        }

        private Future<Void> lookAgain(Function<String, Future<Boolean>> isEmpty) {
            List<Future<Void>> looks = List.copyOf(rooms).stream()
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
}
