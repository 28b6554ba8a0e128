package dev.parley.rooms;

import dev.parley.cluster.AsyncStore;
import dev.parley.protocol.Json;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rooms and members as the cluster keeps them: {@code roomId} and {@code peerId@roomId}, in the room's partition. */
final class RoomStore {
    private final AsyncStore rooms;
    private final AsyncStore members;

    RoomStore(AsyncStore rooms, AsyncStore members) {
        this.rooms = rooms;
        this.members = members;
    }

    Future<Void> save(RoomRules rules) {
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

    /** Every room of the partition with its members; members of a room without rules are left over and not returned. */
    Future<List<Kept>> load(int partition) {
        return Future.all(rooms.partition(partition), members.partition(partition))
                .map(both -> join(both.resultAt(0), both.resultAt(1)));
    }

    private static List<Kept> join(Map<String, byte[]> rules, Map<String, byte[]> members) {
        Map<String, List<MemberRecord>> byRoom = new HashMap<>();
        members.forEach(
                (key, bytes) -> byRoom.computeIfAbsent(key.substring(key.indexOf('@') + 1), r -> new ArrayList<>())
                        .add(Json.read(bytes, MemberRecord.class)));
        List<Kept> kept = new ArrayList<>();
        rules.forEach((roomId, bytes) ->
                kept.add(new Kept(Json.read(bytes, RoomRules.class), byRoom.getOrDefault(roomId, List.of()))));
        return kept;
    }

    private static String key(String roomId, String peerId) {
        return peerId + "@" + roomId;
    }

    /** A room as the cluster has it. */
    record Kept(RoomRules rules, List<MemberRecord> members) {}
}
