package dev.parley.load.compare;

import dev.parley.load.compare.wire.Member;
import dev.parley.load.relay.Servers;
import dev.parley.load.relay.Wire;
import dev.parley.load.server.CpuTime;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** Joins of one contender with sockets of its own. Blocks; what happens between is on the clients' one loop. */
final class JoinRun {
    /** Rooms that fill at the same time, and sockets that are opened at the same time. */
    private static final int AT_ONCE = 32;

    private static final long WITHIN_S = 120;
    private static final long PING_MS = 10_000;
    private static final double NANOS_PER_MS = 1e6;

    private final Vertx vertx;
    private final Member.Entry entry;
    private final Servers servers;
    private final String otherwise;
    private long pings;

    /** @param otherwise what is said when it takes too long */
    JoinRun(Vertx vertx, Member.Entry entry, Servers servers, String otherwise) {
        this.vertx = vertx;
        this.entry = entry;
        this.servers = servers;
        this.otherwise = otherwise;
    }

    /**
     * Many rooms.
     *
     * @param millis from the first join until the last member has heard of the last joiner
     * @param cpuMillis of the servers meanwhile
     */
    record ManyRooms(double millis, double cpuMillis) {}

    ManyRooms manyRooms(String name, int rooms, int size) {
        List<Member> members = enter(rooms * size);
        Promise<Void> all = Promise.promise();
        AtomicInteger left = new AtomicInteger(rooms * RoomOfMembers.hearings(size));
        List<RoomOfMembers> waiting = new ArrayList<>();
        for (int i = 0; i < rooms; i++) {
            List<Member> own = members.subList(i * size, (i + 1) * size);
            waiting.add(new RoomOfMembers(name + "-" + i, own, () -> {
                if (left.decrementAndGet() == 0) {
                    all.complete();
                }
            }));
        }
        CpuTime before = CpuTime.of(servers.pids());
        long begun = System.nanoTime();
        Future<Void> filled = onLoop(() -> atOnce(rooms, i -> waiting.get(i).fill(size)));
        Clients.await(Future.all(filled, all.future()), WITHIN_S, otherwise);
        double millis = (System.nanoTime() - begun) / NANOS_PER_MS;
        double cpu = CpuTime.of(servers.pids()).since(before).relayingMicros() / 1e3;
        leave(members);
        return new ManyRooms(millis, cpu);
    }

    /** Milliseconds of each of {@code joins}, from when it was sent until all have heard and the joiner has its roster. */
    double[] largeRoom(String name, int present, int joins) {
        List<Member> members = enter(present + joins);
        Hearers hearers = new Hearers();
        RoomOfMembers room = new RoomOfMembers(name, members, hearers::one);
        Clients.await(
                onLoop(() -> {
                    Future<Void> all = hearers.expect(RoomOfMembers.hearings(present));
                    return Future.all(room.fill(present), all).mapEmpty();
                }),
                WITHIN_S,
                otherwise);
        double[] millis = new double[joins];
        for (int i = 0; i < joins; i++) {
            int inRoom = present + i;
            millis[i] = Clients.await(onLoop(() -> oneMore(room, hearers, inRoom)), WITHIN_S, otherwise);
        }
        leave(members);
        return millis;
    }

    private static Future<Double> oneMore(RoomOfMembers room, Hearers hearers, int inRoom) {
        long begun = System.nanoTime();
        Future<Void> all = hearers.expect(inRoom);
        return Future.all(room.joinNext(), all).map(v -> (System.nanoTime() - begun) / NANOS_PER_MS);
    }

    private void leave(List<Member> members) {
        vertx.cancelTimer(pings);
        members.forEach(Member::close);
    }

    private List<Member> enter(int count) {
        WebSocketClient client = Clients.number(vertx, 0);
        List<Wire.Address> nodes = servers.entrances();
        Member[] members = new Member[count];
        Future<Void> entered = onLoop(() -> atOnce(count, i -> entry.enter(client, nodes.get(i % nodes.size()))
                .onSuccess(member -> members[i] = member)
                .mapEmpty()));
        Clients.await(entered, WITHIN_S, otherwise);
        pings = vertx.setPeriodic(PING_MS, timer -> List.of(members).forEach(Member::ping));
        return List.of(members);
    }

    private <T> Future<T> onLoop(Supplier<Future<T>> task) {
        Promise<T> done = Promise.promise();
        vertx.runOnContext(v -> task.get().onComplete(done));
        return done.future();
    }

    private static Future<Void> atOnce(int count, IntFunction<Future<Void>> task) {
        AtomicInteger next = new AtomicInteger();
        List<Future<Void>> strands = new ArrayList<>();
        for (int i = 0; i < Math.min(AT_ONCE, count); i++) {
            strands.add(following(next, count, task));
        }
        return Future.all(strands).mapEmpty();
    }

    private static Future<Void> following(AtomicInteger next, int count, IntFunction<Future<Void>> task) {
        int i = next.getAndIncrement();
        return i >= count ? Future.succeededFuture() : task.apply(i).compose(v -> following(next, count, task));
    }

    /** Counts who has heard until all have. */
    private static final class Hearers {
        private int left;
        private Promise<Void> all = Promise.promise();

        Future<Void> expect(int count) {
            left = count;
            all = Promise.promise();
            return all.future();
        }

        void one() {
            if (--left == 0) {
                all.complete();
            }
        }
    }
}
