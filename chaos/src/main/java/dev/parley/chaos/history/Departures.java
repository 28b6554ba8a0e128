package dev.parley.chaos.history;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * When the others' memberships were over, by what one member was told. Only {@code peer-left} says so: a roster without
 * somebody may be that of an owner that has not heard of everybody yet.
 */
final class Departures {
    /** So long clients keep what was accepted for somebody who left, and give it to the same membership when it is back. */
    private static final long RETURN_NANOS = Duration.ofSeconds(60).toNanos();

    /** {@code joinedAt} of each peer, as told last. */
    private final Map<String, Long> memberships = new HashMap<>();

    private final Map<String, List<Departure>> departures = new ConcurrentHashMap<>();

    private record Departure(long at, long joinedAt) {
        boolean isUndoneBy(long membership, long now) {
            return joinedAt == membership && now - at <= RETURN_NANOS;
        }
    }

    void saw(Entry entry, long now) {
        if (entry instanceof Entry.Joined joined) {
            joined.peers().forEach((peer, joinedAt) -> isThere(peer, joinedAt, now));
        } else if (entry instanceof Entry.Resynced resynced) {
            resynced.peers().forEach((peer, joinedAt) -> isThere(peer, joinedAt, now));
        } else if (entry instanceof Entry.PeerJoined joined) {
            isThere(joined.peerId(), joined.joinedAt(), now);
        } else if (entry instanceof Entry.PeerLeft left) {
            departed(left.peerId(), now);
        }
    }

    private void isThere(String peer, long joinedAt, long now) {
        memberships.put(peer, joinedAt);
        departures.computeIfPresent(peer, (id, all) -> all.stream()
                .filter(departure -> !departure.isUndoneBy(joinedAt, now))
                .toList());
    }

    private void departed(String peer, long now) {
        Departure departure = new Departure(now, memberships.getOrDefault(peer, 0L));
        departures.merge(peer, List.of(departure), (all, one) -> Stream.concat(all.stream(), one.stream())
                .toList());
    }

    /** When the peer's memberships were over for good, or for longer than anything is kept for them. */
    List<Long> of(String peer) {
        return departures.getOrDefault(peer, List.of()).stream()
                .map(Departure::at)
                .toList();
    }
}
