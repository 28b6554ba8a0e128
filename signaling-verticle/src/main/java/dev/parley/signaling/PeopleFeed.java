package dev.parley.signaling;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.cluster.EventSink;
import dev.parley.protocol.Epoch;
import dev.parley.protocol.Json;
import dev.parley.protocol.feed.Feed;
import dev.parley.protocol.feed.FeedEvent;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.ToIntFunction;

/** Tells other services who comes and goes. A person that was not told of for long begins a new epoch. Confined to the lane. */
final class PeopleFeed implements Presences.Changes {
    private static final int MAX = 10_000;

    private final EventSink sink;
    private final String nodeId;
    private final ToIntFunction<String> partitionOf;
    private final LongSupplier clusterMs;
    private final LongSupplier monotonicMs;
    private final Map<Integer, Epoch> epochs = new HashMap<>();
    private final Map<String, Place> places = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Place> eldest) {
            return size() > MAX;
        }
    };
    private long loadedAt = Long.MIN_VALUE / 2;

    private record Place(String epoch, long n) {}

    PeopleFeed(
            EventSink sink,
            String nodeId,
            ToIntFunction<String> partitionOf,
            LongSupplier clusterMs,
            LongSupplier monotonicMs) {
        this.sink = sink;
        this.nodeId = nodeId;
        this.partitionOf = partitionOf;
        this.clusterMs = clusterMs;
        this.monotonicMs = monotonicMs;
    }

    /** The partition is here from now on, and these of its users are online. */
    void load(int partition, Epoch epoch, Collection<String> online) {
        epochs.put(partition, epoch);
        loadedAt = monotonicMs.getAsLong();
        online.forEach(this::online);
    }

    void unload(int partition) {
        epochs.remove(partition);
        places.keySet().removeIf(username -> partitionOf.applyAsInt(username) == partition);
    }

    List<Integer> partitions() {
        return List.copyOf(epochs.keySet());
    }

    /** By the monotonic clock. */
    long lastLoadedAt() {
        return loadedAt;
    }

    void registered(String username, String id) {
        tell(username, FeedEvent.PERSON_REGISTERED, Json.newObject().put("id", id));
    }

    void deleted(String username) {
        tell(username, FeedEvent.PERSON_DELETED, Json.newObject());
    }

    @Override
    public void online(String username) {
        tell(username, FeedEvent.PERSON_ONLINE, Json.newObject());
    }

    @Override
    public void offline(String username) {
        tell(username, FeedEvent.PERSON_OFFLINE, Json.newObject());
    }

    /** Presence is also heard before a partition is loaded, and after it has gone: then it is another's to tell. */
    private void tell(String username, String type, ObjectNode data) {
        Epoch epoch = epochs.get(partitionOf.applyAsInt(username));
        if (epoch == null) {
            return;
        }
        Place last = places.get(username);
        Place place = last == null ? new Place(epoch.forRoom(), 1) : new Place(last.epoch, last.n + 1);
        data.put("username", username);
        boolean taken = sink.offer(new FeedEvent(
                place.epoch + '-' + place.n,
                Feed.PEOPLE,
                username,
                place.epoch,
                place.n,
                type,
                clusterMs.getAsLong(),
                nodeId,
                data));
        if (taken) {
            places.put(username, place);
        }
    }
}
