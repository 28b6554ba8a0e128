package dev.parley.rooms;

import dev.parley.cluster.AsyncStore;
import dev.parley.protocol.Json;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rooms and members as the cluster keeps them: {@code roomId} and {@code peerId@roomId}, in the room's partition. */
final class RoomStore {
    private static final Logger LOG = LoggerFactory.getLogger(RoomStore.class);

    private final AsyncStore rooms;
    private final AsyncStore members;
    private final RoomArchive archive;

    RoomStore(AsyncStore rooms, AsyncStore members, RoomArchive archive) {
        this.rooms = rooms;
        this.members = members;
        this.archive = archive;
    }

    Future<Void> save(RoomRules rules) {
        if (rules.isDurable()) {
            archive.changed(rules);
        }
        return rooms.put(rules.roomId(), Json.bytes(rules));
    }

    Future<Void> save(String roomId, MemberRecord member) {
        return members.put(key(roomId, member.peer().peerId()), Json.bytes(member));
    }

    Future<Void> delete(String roomId, String peerId) {
        return members.delete(key(roomId, peerId));
    }

    Future<Void> delete(String roomId) {
        return rooms.delete(roomId);
    }

    /** Every room of the partition with its members. Members of a room that is gone are forgotten. */
    Future<List<Kept>> load(int partition) {
        return Future.all(rooms.partition(partition), members.partition(partition))
                .map(both -> join(both.resultAt(0), both.resultAt(1)));
    }

    private List<Kept> join(Map<String, byte[]> rules, Map<String, byte[]> memberships) {
        Map<String, List<MemberRecord>> byRoom = new HashMap<>();
        memberships.forEach((key, bytes) -> {
            String roomId = key.substring(key.indexOf('@') + 1);
            if (rules.containsKey(roomId)) {
                read(key, bytes, MemberRecord.class)
                        .ifPresent(m -> byRoom.computeIfAbsent(roomId, r -> new ArrayList<>())
                                .add(m));
            } else {
                members.delete(key);
            }
        });
        List<Kept> kept = new ArrayList<>();
        rules.forEach((roomId, bytes) -> read(roomId, bytes, RoomRules.class)
                .ifPresent(r -> kept.add(new Kept(r, byRoom.getOrDefault(roomId, List.of())))));
        return kept;
    }

    /** One record that cannot be read must not keep the whole partition from being served. */
    private static <T> Optional<T> read(String key, byte[] bytes, Class<T> type) {
        try {
            return Optional.of(Json.read(bytes, type));
        } catch (IllegalArgumentException malformed) {
            LOG.warn("the record {} is left out: {}", key, malformed.getMessage());
            return Optional.empty();
        }
    }

    private static String key(String roomId, String peerId) {
        return peerId + "@" + roomId;
    }

    /** A room as the cluster has it. */
    record Kept(RoomRules rules, List<MemberRecord> members) {}
}
