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
    private final RoomFeed feed;
    private final ToIntFunction<String> partitionOf;
    private final RoomsConfig config;
    private final Clock clock;
    private final RoomWatch watch;
    private final NavigableMap<String, Room> byId = new TreeMap<>();
    private final Map<Integer, Epoch> epochs = new HashMap<>();
    private final Map<Integer, Long> loadedAt = new HashMap<>();
    /** Partitions that nobody has owned before and whose record could not be read yet. */
    private final Set<Integer> unremembered = new HashSet<>();

    private Future<List<RoomRules>> chosen;
    private long doubtRostersUntil = Long.MIN_VALUE;

    Rooms(
            RoomStore store,
            RoomArchive archive,
            RoomFeed feed,
            ToIntFunction<String> partitionOf,
            RoomsConfig config,
            Clock clock,
            RoomWatch watch) {
        this.store = store;
        this.archive = archive;
        this.feed = feed;
        this.partitionOf = partitionOf;
        this.config = config;
        this.clock = clock;
        this.watch = watch;
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

    /** Whether members of the room whom nobody remembers may still be on their way back. */
    boolean isRecovering(Room room) {
        long lostAt = room.rules().lostAt();
        return lostAt != 0 && clock.clusterMs() - lostAt < config.resumeWindowMs();
    }

    /**
     * The stream of a peer that may be on its way back: what is sent to it meanwhile waits there, as for any member that
     * is away. Null when the peer is not expected, or too many are.
     */
    Stream expected(Room room, String peerId) {
        boolean known = room.expected().containsKey(peerId);
        int places = room.members().size() + room.expected().size();
        if (!isRecovering(room)
                || room.endOf(peerId) != null
                || (!known && places >= room.rules().maxPeers())) {
            return null;
        }
        return room.expected().computeIfAbsent(peerId, id -> newStream(INHERITED_SEQ));
    }

    /** An epoch later than any that a room of the partition has had; null when the partition is not here. */
    String newEpoch(int partition) {
        Epoch epoch = epochs.get(partition);
        return epoch == null ? null : epoch.forRoom();
    }

    /** When a partition came here last, by the monotonic clock. */
    long lastLoadedAt() {
        return loadedAt.values().stream().mapToLong(Long::longValue).max().orElse(Long.MIN_VALUE / 2);
    }

    /** The partitions that are here. */
    List<Integer> partitions() {
        return List.copyOf(epochs.keySet());
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
            loadedAt.put(partition, clock.awakeMs());
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
            openForgotten(rules, partition);
        }
    }

    /** A room whose rules are known while nobody is known to be in it: whoever was may say so. */
    private void openForgotten(RoomRules rules, int partition) {
        RoomRules marked = rules.withLostAt(clock.clusterMs());
        feed.state(open(marked, partition));
        store.save(marked);
    }

    /** Whether the partition came here so recently that its rooms' members may still be on their way back. */
    boolean isFresh(int partition) {
        Long since = loadedAt.get(partition);
        return since != null && clock.awakeMs() - since < config.resumeWindowMs();
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
                openForgotten(rules, partition);
            }
            return get(roomId);
        });
    }

    /** A change that the former owner could not record any more is recorded now. */
    private void inherit(RoomStore.Kept kept, int partition) {
        if (kept.rules().isDurable()) {
            archive.changed(kept.rules());
        }
        if (kept.members().isEmpty()) {
            openForgotten(kept.rules(), partition);
            return;
        }
        Room room = open(kept.rules(), partition);
        watch.inherited(room);
        kept.members().stream()
                .sorted(Comparator.comparingLong(m -> m.peer().joinedAt()))
                .forEach(m -> inherit(room, m));
        feed.state(room);
    }

    /**
     * Whoever was banned while its record could not be deleted does not come back with it. Each half of a split has made
     * somebody host; the longest present of them stays it.
     */
    private void inherit(Room room, MemberRecord kept) {
        boolean second = kept.peer().hosts() && room.hasHost();
        MemberRecord record = second ? kept.withPeer(kept.peer().withRole(Peer.GUEST)) : kept;
        if (second) {
            store.save(room.id(), record);
        }
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
        loadedAt.remove(partition);
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
