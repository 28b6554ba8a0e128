package dev.parley.rooms;

import dev.parley.cluster.AsyncStore;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A record of rooms in memory that can be away. */
final class FakeArchive implements RoomArchive {
    final Map<String, RoomRules> rooms = new HashMap<>();
    final List<String> stays = new ArrayList<>();
    boolean away;

    @Override
    public Future<Void> create(RoomRules rules) {
        return answer(() -> rooms.put(rules.roomId(), rules)).mapEmpty();
    }

    @Override
    public Future<RoomRules> find(String roomId) {
        return answer(() -> rooms.get(roomId));
    }

    @Override
    public Future<List<RoomRules>> chosen() {
        return answer(() -> rooms.values().stream()
                .filter(r -> !r.roomId().startsWith("r_"))
                .toList());
    }

    private <T> Future<T> answer(java.util.function.Supplier<T> value) {
        return away ? Future.failedFuture(AsyncStore.unavailable()) : Future.succeededFuture(value.get());
    }

    @Override
    public void changed(RoomRules rules) {
        rooms.put(rules.roomId(), rules);
    }

    @Override
    public void deleted(String roomId) {
        rooms.remove(roomId);
    }

    @Override
    public void stayed(Room room, Member member, long leftAt, String reason) {
        stays.add(member.peerId() + " " + reason);
    }

    @Override
    public void unload(java.util.function.Predicate<String> roomIds) {}

    @Override
    public int unwritten() {
        return 0;
    }

    @Override
    public void flush() {}
}
