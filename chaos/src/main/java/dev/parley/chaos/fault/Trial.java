package dev.parley.chaos.fault;

import dev.parley.chaos.history.Entry;
import dev.parley.chaos.nodes.NodeProcess;
import dev.parley.chaos.nodes.Nodes;
import dev.parley.chaos.nodes.Waiting;
import dev.parley.chaos.traffic.Crowd;
import dev.parley.chaos.traffic.Member;
import dev.parley.chaos.traffic.Signal;
import dev.parley.chaos.traffic.Traffic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/** What a fault works with, and how it looks at what members noticed since the fault began. For one thread. */
public final class Trial {
    private static final double NANOS = 1e9;

    private final Nodes nodes;
    private final Crowd crowd;
    private final Traffic traffic;
    private final Settings settings;
    private final RandomGenerator random;
    private long begunAt;
    private long endedAt;

    public Trial(Nodes nodes, Crowd crowd, Traffic traffic, Settings settings, RandomGenerator random) {
        this.nodes = nodes;
        this.crowd = crowd;
        this.traffic = traffic;
        this.settings = settings;
        this.random = random;
    }

    /** The fault begins now. */
    void begin() {
        begunAt = System.nanoTime();
    }

    /** The fault is over now; what it did to the members may not be. */
    void end() {
        endedAt = System.nanoTime();
    }

    public long begunAt() {
        return begunAt;
    }

    public long endedAt() {
        return endedAt;
    }

    Nodes nodes() {
        return nodes;
    }

    Crowd crowd() {
        return crowd;
    }

    Traffic traffic() {
        return traffic;
    }

    Settings settings() {
        return settings;
    }

    RandomGenerator random() {
        return random;
    }

    NodeProcess anyNode() {
        return nodes.node(random.nextInt(nodes.size()));
    }

    /** Waits until every member is connected. @return whether that came in time */
    boolean everybodyOnline(Duration within) {
        return Waiting.until(() -> crowd.members().stream().allMatch(Member::isOnline), within);
    }

    /** Waits until every signal sent before now is settled. @return whether that came in time */
    boolean settled(Duration within) {
        long now = System.nanoTime();
        return Waiting.until(
                () -> traffic.signals()
                        .filter(signal -> signal.sentAt() < now)
                        .allMatch(signal -> signal.isAccepted() || signal.isFailed()),
                within);
    }

    /** Waits until every signal sent before now is shown, or given up. @return whether that came in time */
    boolean shown(Duration within) {
        long now = System.nanoTime();
        return Waiting.until(
                () -> traffic.signals()
                        .filter(signal -> signal.sentAt() < now)
                        .allMatch(signal -> signal.isAccepted() && signal.isDelivered() || signal.isFailed()),
                within);
    }

    /** Seconds after a moment until each signal sent before it was accepted and shown; those done by then left out. */
    List<Double> catchingUp(long since) {
        return traffic.signals()
                .filter(signal -> signal.sentAt() < since)
                .map(Trial::doneAt)
                .filter(done -> done > since)
                .map(done -> done == Long.MAX_VALUE ? Double.POSITIVE_INFINITY : (done - since) / NANOS)
                .toList();
    }

    private static long doneAt(Signal signal) {
        boolean done = signal.isAccepted() && signal.isDelivered();
        return done ? Math.max(signal.acceptedAt(), signal.deliveredAt()) : Long.MAX_VALUE;
    }

    /** Seconds from the fault's begin until each client that lost its connection had its session again. */
    List<Double> back() {
        List<Double> times = new ArrayList<>();
        crowd.members().forEach(member -> member.outages().forEach(outage -> times.add(seconds(outage.backAt()))));
        return times;
    }

    /** The most connections that a client lost. */
    long mostOutages() {
        return crowd.members().stream()
                .mapToLong(member -> member.outages().size())
                .max()
                .orElse(0);
    }

    /** How many rooms have another owner, by what members were told. */
    int movedRooms() {
        return moved().size();
    }

    /** Seconds from the fault's begin until each room that moved had accepted a signal sent after it. */
    List<Double> writable() {
        Map<String, Long> first = new HashMap<>();
        traffic.signals()
                .filter(signal -> signal.sentAt() > begunAt && signal.isAccepted())
                .forEach(signal -> first.merge(signal.roomId(), signal.acceptedAt(), Math::min));
        return moved().keySet().stream()
                .map(room -> seconds(first.getOrDefault(room, Long.MAX_VALUE)))
                .toList();
    }

    /** Seconds from the fault's begin until each room's members were told of its new owner. */
    List<Double> told() {
        return moved().values().stream().map(this::seconds).toList();
    }

    private Map<String, Long> moved() {
        Map<String, Long> rooms = new HashMap<>();
        for (Member member : crowd.members()) {
            member.moves().stream()
                    .filter(move -> move.at() > begunAt)
                    .forEach(move -> rooms.merge(member.roomId(), move.at(), Math::min));
        }
        return rooms;
    }

    /** How often members saw somebody leave; nobody does in these rooms. */
    long left() {
        return crowd.members().stream()
                .flatMap(member -> member.witness().history().seen().stream())
                .filter(Entry.PeerLeft.class::isInstance)
                .count();
    }

    /** How many memberships have ended. */
    long ended() {
        return crowd.members().stream().filter(Member::hasEnded).count();
    }

    /** Seconds that signals took which were sent since the fault began and fulfil a condition; infinite for open ones. */
    List<Double> acceptance(Predicate<Signal> which) {
        return traffic.signals()
                .filter(signal -> signal.sentAt() > begunAt)
                .filter(which)
                .map(signal -> signal.isAccepted() ? signal.acceptSeconds() : Double.POSITIVE_INFINITY)
                .toList();
    }

    /** From the fault's begin. @param at {@link System#nanoTime} */
    double seconds(long at) {
        return at == Long.MAX_VALUE ? Double.POSITIVE_INFINITY : (at - begunAt) / NANOS;
    }
}
