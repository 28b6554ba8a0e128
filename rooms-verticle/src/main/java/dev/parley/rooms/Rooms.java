package dev.parley.rooms;

import dev.parley.cluster.PartitionLoader;
import dev.parley.protocol.Epoch;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The rooms of one lane, by id and by partition. */
final class Rooms implements PartitionLoader {
    /** Loaded streams begin after 1, so that the resync that opens a new epoch has a number of its own. */
    static final long INHERITED_SEQ = 1;

    private final RoomStore store;
    private final RoomsConfig config;
    private final Clock clock;
    private final NavigableMap<String, Room> byId = new TreeMap<>();
    private final Map<Integer, Epoch> epochs = new HashMap<>();

    Rooms(RoomStore store, RoomsConfig config, Clock clock) {
        this.store = store;
        this.config = config;
        this.clock = clock;
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
        return store.load(partition).map(kept -> {
            epochs.put(partition, epoch);
            kept.forEach(k -> inherit(k, partition));
            return null;
        });
    }

    private void inherit(RoomStore.Kept kept, int partition) {
        Room room = open(kept.rules(), partition);
        kept.members().stream()
                .sorted(Comparator.comparingLong(m -> m.peer().joinedAt()))
                .forEach(m -> inherit(room, m));
    }

    /** Whoever was banned while its record could not be deleted does not come back with it. */
    private void inherit(Room room, MemberRecord record) {
        long now = clock.awakeMs();
        Member member = Member.inherited(record, newStream(INHERITED_SEQ), now);
        room.add(member);
        if (room.rules().bans().stream().anyMatch(record::is)) {
            room.remove(member, "banned", now);
            store.delete(room.id(), member.peerId());
        }
    }

    @Override
    public void unload(int partition) {
        epochs.remove(partition);
        byId.values().removeIf(room -> {
            if (room.partition() == partition) {
                room.close();
                return true;
            }
            return false;
        });
    }
}
