package dev.parley.cluster;

import com.hazelcast.core.HazelcastInstance;
import io.vertx.core.Completable;
import io.vertx.core.Promise;
import io.vertx.core.spi.cluster.NodeInfo;
import io.vertx.core.spi.cluster.RegistrationInfo;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Vert.x's cluster manager on this node's member, which is not shut down with Vert.x: a node hands its partitions over
 * before it closes Vert.x, so by then there is no cluster left to leave. It remembers what this node has registered and
 * can register it again, because after freezes and splits the entries of healthy nodes have been seen to vanish from the
 * cluster's map (vertx-hazelcast issues 13, 90, 141). Thread-safe.
 */
final class NodeRegistrations extends HazelcastClusterManager {
    private final HazelcastInstance hazelcast;
    private final Map<String, Set<RegistrationInfo>> registered = new ConcurrentHashMap<>();

    NodeRegistrations(HazelcastInstance hazelcast) {
        super(hazelcast);
        this.hazelcast = hazelcast;
    }

    @Override
    public void addRegistration(String address, RegistrationInfo info, Completable<Void> promise) {
        if (!info.localOnly()) {
            registered
                    .computeIfAbsent(address, a -> ConcurrentHashMap.newKeySet())
                    .add(info);
        }
        super.addRegistration(address, info, promise);
    }

    @Override
    public void removeRegistration(String address, RegistrationInfo info, Completable<Void> promise) {
        registered.computeIfPresent(address, (a, infos) -> {
            infos.remove(info);
            return infos.isEmpty() ? null : infos;
        });
        super.removeRegistration(address, info, promise);
    }

    /** Writes again where this node's bus listens and which addresses it has; what is there already does not change. */
    void repeat() {
        NodeInfo info = getNodeInfo();
        if (info == null || !isRunning()) {
            return;
        }
        setNodeInfo(info, Promise.promise());
        registered.forEach(
                (address, infos) -> infos.forEach(each -> super.addRegistration(address, each, Promise.promise())));
    }

    /** Addresses that this node has registered in the cluster. */
    int size() {
        return registered.values().stream().mapToInt(Set::size).sum();
    }

    private boolean isRunning() {
        return hazelcast.getLifecycleService().isRunning();
    }

    @Override
    public void leave(Completable<Void> promise) {
        if (isRunning()) {
            super.leave(promise);
        } else {
            promise.succeed();
        }
    }
}
