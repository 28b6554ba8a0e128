package dev.parley.chaos.fault;

import dev.parley.chaos.history.Entry;
import dev.parley.chaos.report.Figure;
import dev.parley.chaos.traffic.Crowd;
import dev.parley.chaos.traffic.Member;
import dev.parley.chaos.traffic.Signal;
import dev.parley.chaos.traffic.Traffic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** What members and signals tell of a fault, since its begin. Seconds count from there. For one thread. */
final class Observations {
    private static final double NANOS = 1e9;

    private final Crowd crowd;
    private final Traffic traffic;
    private long begunAt = System.nanoTime();
    private long endedAt = begunAt;

    Observations(Crowd crowd, Traffic traffic) {
        this.crowd = crowd;
        this.traffic = traffic;
    }

    void begin() {
        begunAt = System.nanoTime();
        endedAt = begunAt;
    }

    void end() {
        endedAt = System.nanoTime();
    }

    long begunAt() {
        return begunAt;
    }

    long endedAt() {
        return endedAt;
    }

    /** Seconds after a moment until each signal sent before it was accepted and shown; those done by then left out. */
    List<Double> catchingUp(long since) {
        return traffic.signals()
                .filter(signal -> signal.sentAt() < since)
                .map(Observations::doneAt)
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

    /** Seconds of each time without a connection. */
    List<Double> interruptions() {
        return crowd.members().stream()
                .flatMap(member -> member.outages().stream())
                .map(outage -> (outage.backAt() - outage.lostAt()) / NANOS)
                .toList();
    }

    /** How often each member lost its connection so far. */
    long[] outages() {
        return crowd.members().stream()
                .mapToLong(member -> member.outages().size())
                .toArray();
    }

    /** The most that a member lost since. @param before what {@link #outages} said then */
    long mostSince(long[] before) {
        long[] now = outages();
        return IntStream.range(0, now.length)
                .mapToLong(i -> now[i] - before[i])
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

    /** Nobody leaves, ever, unless a fault is about that. */
    List<Figure> nobodyLeft() {
        return List.of(Figure.count("peer-left seen", left(), 0), Figure.count("memberships ended", ended(), 0));
    }

    /**
     * Seconds that signals took which were sent since the fault began and fulfil a condition; for those under way so far,
     * infinite for those given up.
     */
    List<Double> acceptance(Predicate<Signal> which) {
        long now = System.nanoTime();
        return traffic.signals()
                .filter(signal -> signal.sentAt() > begunAt)
                .filter(which)
                .map(signal -> acceptance(signal, now))
                .toList();
    }

    private static double acceptance(Signal signal, long now) {
        if (signal.isFailed()) {
            return Double.POSITIVE_INFINITY;
        }
        return signal.isAccepted() ? signal.acceptSeconds() : (now - signal.sentAt()) / NANOS;
    }

    /** From the fault's begin. @param at {@link System#nanoTime} */
    double seconds(long at) {
        return at == Long.MAX_VALUE ? Double.POSITIVE_INFINITY : (at - begunAt) / NANOS;
    }
}
