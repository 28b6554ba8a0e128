package dev.parley.load.traffic;

import dev.parley.client.Loop;
import dev.parley.client.Transport;
import dev.parley.client.WebSocketTransport;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** All rooms and sockets of a worker, spread over its loops: a room's peers share one. */
final class Crowd {
    /** More at a time would measure the queue of connections before the server. */
    private static final int CONNECTING_MAX = 200;

    private static final long LOOK_NANOS = 1_000_000;

    private final Traffic traffic;
    private final List<Loop> loops;
    private final Tally tally;
    private final List<LoadRoom> rooms = new ArrayList<>();
    private final List<Peer> peers = new ArrayList<>();
    private final List<Loop> homes = new ArrayList<>();

    private Crowd(Vertx vertx, Traffic traffic, List<Loop> loops, Tally tally) {
        this.traffic = traffic;
        this.loops = loops;
        this.tally = tally;
        Transport transport = new WebSocketTransport(vertx);
        for (int i = 0; i < traffic.rooms(); i++) {
            rooms.add(room(i, transport));
        }
        for (int i = 0; i < traffic.idle(); i++) {
            peer(i, loops.get(i % loops.size()), transport, null);
        }
    }

    static Future<Crowd> of(Vertx vertx, Traffic traffic, int loops, Tally tally) {
        return Loop.spread(vertx, loops).map(spread -> new Crowd(vertx, traffic, spread, tally));
    }

    private LoadRoom room(int index, Transport transport) {
        int number = traffic.firstRoom() + index;
        String roomId = "load-" + traffic.run() + "-" + number;
        List<Peer> members = new ArrayList<>();
        for (int i = 0; i < traffic.roomSize(); i++) {
            members.add(peer(number + i, loopOf(index), transport, roomId));
        }
        return new LoadRoom(members, traffic.script(), traffic.payload(), number, tally);
    }

    private Peer peer(int place, Loop loop, Transport transport, String roomId) {
        Peer peer = new Peer(loop, transport, traffic.rotated(place), roomId, tally);
        peers.add(peer);
        homes.add(loop);
        return peer;
    }

    /** Lets them in, evenly over the ramp; blocks the caller until the last one is asked. */
    Future<Void> enter() {
        Promise<Void> all = Promise.promise();
        AtomicInteger begun = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        double perSecond = traffic.rampSeconds() == 0 ? 1e9 : peers.size() / traffic.rampSeconds();
        Schedule schedule = new Schedule(System.nanoTime(), perSecond);
        for (int i = 0; i < peers.size(); i++) {
            while (System.nanoTime() < schedule.dueAt(i) || begun.get() - done.get() >= CONNECTING_MAX) {
                LockSupport.parkNanos(LOOK_NANOS);
            }
            begun.incrementAndGet();
            Peer peer = peers.get(i);
            homes.get(i).execute(() -> peer.enter().onComplete(entered -> {
                if (done.incrementAndGet() == peers.size()) {
                    all.complete();
                }
            }));
        }
        return peers.isEmpty() ? Future.succeededFuture() : all.future();
    }

    Traffic traffic() {
        return traffic;
    }

    List<Loop> loops() {
        return loops;
    }

    /** The loop that room number {@code index} lives on. */
    Loop loopOf(int index) {
        return loops.get(index % loops.size());
    }

    /** To be used on {@link #loopOf} only. */
    LoadRoom room(int index) {
        return rooms.get(index);
    }

    void audit() {
        for (int i = 0; i < peers.size(); i++) {
            homes.get(i).execute(peers.get(i)::audit);
        }
    }
}
