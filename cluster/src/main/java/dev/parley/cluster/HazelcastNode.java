package dev.parley.cluster;

import com.hazelcast.cluster.Member;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.config.Config;
import com.hazelcast.config.ConfigAccessor;
import com.hazelcast.config.ServiceConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.core.LifecycleEvent.LifecycleState;
import com.hazelcast.spi.properties.ClusterProperty;
import dev.parley.protocol.Epoch;
import dev.parley.protocol.Ids;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.spi.cluster.ClusterManager;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * This node's member of the Hazelcast cluster. It joins as a lite member, which owns nothing, and is promoted once its
 * bus addresses answer: so no partition ever moves to a node that cannot serve it yet. Only when the cluster has no
 * data member at all does it begin as one. Methods that say so block and belong on a worker thread.
 */
public final class HazelcastNode {
    static final String NODE_ID = "__vertx.nodeId";
    static final String LANES = "parley.lanes";
    static final String OWNS = "parley.owns";

    private static final long PULSE_MS = 100;
    private static final String FENCES = "parley.fences";

    private final HazelcastInstance hazelcast;
    private final String nodeId;
    private final Fences fences;
    private final Standing standing;
    private final HazelcastPartitions partitions;
    private final NodeRegistrations registrations;
    private final BusAddresses addresses;
    private final Set<String> announced = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService pulse;
    private final ClusterClock clock;
    private volatile boolean hadCompany;

    private HazelcastNode(HazelcastInstance hazelcast, String nodeId, Fences fences) {
        this.hazelcast = hazelcast;
        this.nodeId = nodeId;
        this.fences = fences;
        this.standing = new Standing(HazelcastNode::monotonicMs, this::others);
        this.partitions = new HazelcastPartitions(hazelcast, nodeId, standing);
        this.clock = new ClusterClock(() -> hazelcast.getCluster().getClusterTime(), HazelcastNode::monotonicMs);
        this.registrations = new NodeRegistrations(hazelcast);
        this.addresses = new BusAddresses(hazelcast);
        this.pulse = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "parley-pulse");
            thread.setDaemon(true);
            return thread;
        });
        pulse.scheduleWithFixedDelay(standing::beat, PULSE_MS, PULSE_MS, TimeUnit.MILLISECONDS);
        hazelcast.getLifecycleService().addLifecycleListener(event -> lifecycle(event.getState()));
    }

    /** Joining the other half of a split cluster: Hazelcast forgets what this member had and takes it in anew. */
    private void lifecycle(LifecycleState state) {
        if (state == LifecycleState.MERGING) {
            standing.merging();
            fences.closeAll();
        } else if (state == LifecycleState.MERGED) {
            fences.openAll();
            standing.merged();
        }
    }

    private static long monotonicMs() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    /**
     * Joins the cluster. Blocks until it has.
     *
     * @param config the cluster's settings; this adds the node's attributes to it
     * @param lanes owner lanes that this node runs
     * @param owns false for a node that only has sockets: it stays a lite member
     */
    public static HazelcastNode join(Config config, int lanes, boolean owns) {
        String nodeId = "n" + Ids.random(9);
        int count = Integer.parseInt(config.getProperty(ClusterProperty.PARTITION_COUNT.getName()));
        Fences fences = new Fences(count);
        config.getMemberAttributeConfig().setAttribute(NODE_ID, nodeId);
        config.getMemberAttributeConfig().setAttribute(LANES, Integer.toString(lanes));
        config.getMemberAttributeConfig().setAttribute(OWNS, Boolean.toString(owns));
        config.setLiteMember(true);
        config.setProperty(ClusterProperty.SHUTDOWNHOOK_ENABLED.getName(), "false");
        ConfigAccessor.getServicesConfig(config)
                .addServiceConfig(
                        new ServiceConfig().setEnabled(true).setName(FENCES).setImplementation(fences));
        HazelcastInstance hazelcast = Hazelcast.newHazelcastInstance(config);
        try {
            if (owns && hazelcast.getCluster().getMembers().stream().allMatch(Member::isLiteMember)) {
                hazelcast.getCluster().promoteLocalLiteMember();
            }
            return new HazelcastNode(hazelcast, nodeId, fences);
        } catch (RuntimeException failed) {
            hazelcast.getLifecycleService().terminate();
            throw failed;
        }
    }

    /** For Vert.x: it uses this member and does not shut it down. */
    public ClusterManager clusterManager() {
        return registrations;
    }

    /**
     * Writes again which bus addresses this node has, and rids the cluster of those whose node is gone. To be called every
     * few seconds, once Vert.x is up, by one thread at a time. Blocks.
     *
     * @return how many addresses there are in the cluster
     */
    public int keepRegistrations() {
        if (!isRunning()) {
            return 0;
        }
        registrations.repeat();
        return addresses.tidy();
    }

    /** Whether this node may believe what it knows of the cluster. */
    public Standing standing() {
        return standing;
    }

    /**
     * The ids of the other nodes, as this one sees them now. Applications that joined the cluster for its bus are not among
     * them: they own nothing, and nobody waits for their word. Thread-safe, in memory.
     */
    public Set<String> others() {
        try {
            return hazelcast.getCluster().getMembers().stream()
                    .filter(member -> !member.localMember() && isNode(member))
                    .map(member -> member.getAttribute(NODE_ID))
                    .filter(Objects::nonNull)
                    .collect(Collectors.toUnmodifiableSet());
        } catch (HazelcastInstanceNotActiveException left) {
            return Set.of();
        }
    }

    /** Whether it is one of ours, and not an application that joined for the bus. */
    static boolean isNode(Member member) {
        return member.getAttribute(LANES) != null && member.getAttribute(NODE_ID) != null;
    }

    /** The ids of all members, this one among them, as this node sees them now. Thread-safe, in memory. */
    public Set<String> members() {
        Set<String> members = new HashSet<>(others());
        members.add(nodeId);
        return members;
    }

    public String nodeId() {
        return nodeId;
    }

    public PartitionTable partitions() {
        return partitions;
    }

    public Fences fences() {
        return fences;
    }

    /** Milliseconds since 1970 by the clock that the members agree on; once this node has left, as far as it knew. */
    public long clusterMs() {
        return clock.getAsLong();
    }

    /** Whether every partition has an owner and its backups. May take a while: for health checks, on a worker. */
    public boolean isSafe() {
        return hazelcast.getLifecycleService().isRunning()
                && hazelcast.getPartitionService().isLocalMemberSafe();
    }

    /** Whether the table gives any partition to this node. */
    public boolean ownsAny() {
        return java.util.stream.IntStream.range(0, partitions.count()).anyMatch(partitions::isOwner);
    }

    public boolean isRunning() {
        return hazelcast.getLifecycleService().isRunning();
    }

    /** A map of the cluster, for entities with keys of this node's partitions. */
    public AsyncStore store(Vertx vertx, String name) {
        return new HazelcastStore(vertx, hazelcast.getMap(name), partitions::sampleOf);
    }

    /** The map {@code parley.outbox}, for what this node and those that are gone still have to write. */
    public Journal journal(Vertx vertx) {
        return new HazelcastJournal(vertx, hazelcast.getMap("parley.outbox"));
    }

    /** The terms of partitions, in the map {@code parley.terms}. @param owners what is owned: each counts by itself */
    public Terms terms(Vertx vertx, String owners) {
        AsyncStore store = store(vertx, "parley.terms");
        return partition -> {
            String key = owners + "@" + partitions.sampleOf(partition);
            return store.get(key)
                    .map(bytes -> bytes == null
                            ? Epoch.first(clusterMs())
                            : Epoch.after(ByteBuffer.wrap(bytes).getLong()))
                    .compose(epoch -> store.put(
                                    key,
                                    ByteBuffer.allocate(8).putLong(epoch.term()).array())
                            .map(epoch));
        };
    }

    /** Becomes an owner of partitions, unless it only has sockets. Blocks. */
    public void promote() {
        Member self = hazelcast.getCluster().getLocalMember();
        if (self.isLiteMember() && Boolean.parseBoolean(self.getAttribute(OWNS))) {
            hazelcast.getCluster().promoteLocalLiteMember();
        }
    }

    /** Calls {@code listener} with the id of each node that leaves, on a thread of Hazelcast's. */
    public void onNodeLeft(Consumer<String> listener) {
        announced.addAll(others());
        hazelcast.getCluster().addMembershipListener(new MembershipListener() {
            @Override
            public void memberAdded(MembershipEvent event) {
                if (isNode(event.getMember())) {
                    announced.add(event.getMember().getAttribute(NODE_ID));
                }
            }

            @Override
            public void memberRemoved(MembershipEvent event) {
                if (isNode(event.getMember())) {
                    String gone = event.getMember().getAttribute(NODE_ID);
                    announced.remove(gone);
                    partitions.forget(gone);
                    listener.accept(gone);
                }
            }
        });
    }

    /**
     * Whether the cluster's listeners have been told of every member that there is. That they lag is normal; that they never
     * come is a member whose events hang, and with them the bus's view of the cluster.
     */
    public boolean listenersAreUpToDate() {
        Set<String> told = new HashSet<>(announced);
        told.remove(nodeId);
        return told.equals(others());
    }

    /** Whether other members were there when this one left: then somebody may still ask here. */
    public boolean wasNotAlone() {
        return hadCompany;
    }

    /** Hands over its partitions and leaves; the bus consumers must still answer meanwhile, which is {@code moved}. */
    public Future<Void> leave(Vertx vertx) {
        return vertx.executeBlocking(
                () -> {
                    fences.closeAll();
                    hadCompany = hazelcast.getCluster().getMembers().size() > 1;
                    hazelcast.shutdown();
                    pulse.shutdownNow();
                    return null;
                },
                false);
    }

    /** Leaves at once, without handing over. */
    public void terminate() {
        pulse.shutdownNow();
        hazelcast.getLifecycleService().terminate();
    }
}
