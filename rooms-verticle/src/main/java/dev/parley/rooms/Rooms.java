package dev.parley.rooms;

import dev.parley.cluster.PartitionLoader;
import dev.parley.protocol.Epoch;
import dev.parley.protocol.Ids;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/** The rooms of one lane, by id and by partition. */
final class Rooms implements PartitionLoader {
    /** Loaded streams begin after 1, so that the resync that opens a new epoch has a number of its own. */
    static final long INHERITED_SEQ = 1;

    /** For so long after a merge rosters that are read may hold members that only the other half remembered. */
    private static final long MERGED_MS = 30_000;

    /** Such a member leaves unless a gateway has spoken for it by then. */
    private static final long MERGED_GRACE_MS = 10_000;

    private final RoomStore store;
    private final RoomArchive archive;
    private final ToIntFunction<String> partitionOf;
    private final RoomsConfig config;
    private final Clock clock;
    private final NavigableMap<String, Room> byId = new TreeMap<>();
    private final Map<Integer, Epoch> epochs = new HashMap<>();
    /** Partitions that nobody has owned before and whose record could not be read yet. */
    private final Set<Integer> unremembered = new HashSet<>();

    private Future<List<RoomRules>> chosen;
    private long doubtRostersUntil = Long.MIN_VALUE;

    Rooms(RoomStore store, RoomArchive archive, ToIntFunction<String> partitionOf, RoomsConfig config, Clock clock) {
        this.store = store;
        this.archive = archive;
        this.partitionOf = partitionOf;
        this.config = config;
        this.clock = clock;
    }

    /** Halves of the cluster have become one. */
    void merged() {
        doubtRostersUntil = clock.awakeMs() + MERGED_MS;
    }

    Room get(String roomId) {
        return byId.get(roomId);
    }

    Collection<Room> all() {
        return byId.values();
    }

    /** The rooms whose ids come after {@code cursor}, in their order. */
    Collection<Room> after(String cursor) {
        return byId.tailMap(cursor, false).values();
    }

    /** Opens a room in the partition's present term. */
    Room open(RoomRules rules, int partition) {
        Room room = new Room(rules, epochs.get(partition).forRoom(), partition, clock.awakeMs());
        byId.put(room.id(), room);
        return room;
    }

    /** Forgets the room here; what the cluster keeps of it is the caller's to delete. */
    void remove(Room room) {
        room.close();
        byId.remove(room.id(), room);
    }

    Stream newStream(long first) {
        return new Stream(config.ringFrames(), config.ringBytes(), first);
    }

    int peers() {
        int sum = 0;
        for (Room room : byId.values()) {
            sum += room.members().size();
        }
        return sum;
    }

    @Override
    public Future<Void> load(int partition, Epoch epoch) {
        if (epoch.isFirst()) {
            unremembered.add(partition);
        }
        Future<List<RoomRules>> recorded =
                unremembered.contains(partition) ? chosen() : Future.succeededFuture(List.of());
        return Future.all(store.load(partition), recorded).map(both -> {
            epochs.put(partition, epoch);
            both.<List<RoomStore.Kept>>resultAt(0).forEach(k -> inherit(k, partition));
            both.<List<RoomRules>>resultAt(1).forEach(rules -> remember(rules, partition));
            unremembered.remove(partition);
            return null;
        });
    }

    /** What the record has, when nobody in the cluster remembers anything: after a start of all nodes. */
    private Future<List<RoomRules>> chosen() {
        if (chosen == null || chosen.failed()) {
            chosen = archive.chosen();
        }
        return chosen;
    }

    private void remember(RoomRules rules, int partition) {
        if (partitionOf.applyAsInt(rules.roomId()) == partition && get(rules.roomId()) == null) {
            open(rules, partition);
            store.save(rules);
        }
    }

    /** The room, from the record if need be; null when there is none. Only ids that were given are looked up. */
    Future<Room> find(String roomId, int partition) {
        Room known = get(roomId);
        if (known != null || !roomId.startsWith(Ids.GENERATED_ROOM)) {
            return Future.succeededFuture(known);
        }
        return archive.find(roomId).map(rules -> {
            boolean over = rules != null && rules.expiresAt() != 0 && clock.clusterMs() >= rules.expiresAt();
            if (rules != null && !over && get(roomId) == null && epochs.containsKey(partition)) {
                open(rules, partition);
                store.save(rules);
            }
            return get(roomId);
        });
    }

    /** A change that the former owner could not record any more is recorded now. */
    private void inherit(RoomStore.Kept kept, int partition) {
        if (kept.rules().isDurable()) {
            archive.changed(kept.rules());
        }
        Room room = open(kept.rules(), partition);
        kept.members().stream()
                .sorted(Comparator.comparingLong(m -> m.peer().joinedAt()))
                .forEach(m -> inherit(room, m));
    }

    /** Whoever was banned while its record could not be deleted does not come back with it. */
    private void inherit(Room room, MemberRecord record) {
        long now = clock.awakeMs();
        Member member = Member.inherited(record, newStream(INHERITED_SEQ), now);
        if (now < doubtRostersUntil) {
            member.forgetAt(now + MERGED_GRACE_MS);
        }
        room.add(member);
        if (room.rules().bans().stream().anyMatch(record::is)) {
            room.remove(member, "banned", now);
            store.delete(room.id(), member.peerId());
        }
    }

    @Override
    public void unload(int partition) {
        epochs.remove(partition);
        archive.unload(roomId -> partitionOf.applyAsInt(roomId) == partition);
        byId.values().removeIf(room -> {
            if (room.partition() == partition) {
                room.close();
                return true;
            }
            return false;
        });
    }
}
