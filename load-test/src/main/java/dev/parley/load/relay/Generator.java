package dev.parley.load.relay;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The clients of one relay: pairs that talk across its nodes. Confined to one event loop. */
public final class Generator implements Pair.Listener {
    private static final long PING_MS = 10_000;
    private static final long LAST_ONES_MS = 3_000;
    private static final long LOOK_MS = 20;
    private static final int AT_ONCE = 16;

    private final Vertx vertx;
    private final Meter meter;
    private final List<Pair> pairs = new ArrayList<>();
    private Load.Running load;
    private long pings;

    private Generator(Vertx vertx, Meter meter) {
        this.vertx = vertx;
        this.meter = meter;
    }

    /**
     * Connects the pairs, every second one in the other direction, at most {@link #AT_ONCE} at a time.
     *
     * @param nodes one or more
     * @param pids of the servers, whose CPU time is counted
     */
    public static Future<Generator> connect(
            Vertx vertx, Wire wire, List<Wire.Address> nodes, int pairs, List<Long> pids) {
        return connect(vertx, wire, 0, nodes, pairs, pids);
    }

    /** The same with pairs numbered from {@code first} on: other generators may have others of the same servers. */
    public static Future<Generator> connect(
            Vertx vertx, Wire wire, int first, List<Wire.Address> nodes, int pairs, List<Long> pids) {
        Generator generator = new Generator(vertx, new Meter(pids));
        AtomicInteger next = new AtomicInteger(first);
        List<Future<Void>> strands = new ArrayList<>();
        for (int i = 0; i < Math.min(pairs, AT_ONCE); i++) {
            strands.add(generator.connectNext(wire, nodes, next, first + pairs));
        }
        return Future.all(strands).map(v -> {
            generator.pings = vertx.setPeriodic(PING_MS, t -> generator.pairs.forEach(Pair::ping));
            return generator;
        });
    }

    private Future<Void> connectNext(Wire wire, List<Wire.Address> nodes, AtomicInteger next, int end) {
        int pair = next.getAndIncrement();
        if (pair >= end) {
            return Future.succeededFuture();
        }
        Wire.Address sender = nodes.get(pair % nodes.size());
        Wire.Address recipient = nodes.get((pair + 1) % nodes.size());
        return wire.connect(pair, sender, recipient).compose(ends -> {
            pairs.add(new Pair(wire, ends, this));
            return connectNext(wire, nodes, next, end);
        });
    }

    /** Ends every socket. */
    public void close() {
        vertx.cancelTimer(pings);
        pairs.forEach(Pair::close);
    }

    /**
     * Offers a load and measures a part of it.
     *
     * @param leadMs from the begin of the load to the begin of the measurement
     */
    public Future<Window> run(Load offered, long leadMs, long measureMs) {
        Promise<Window> done = Promise.promise();
        vertx.runOnContext(begin -> {
            load = offered.start(pairs);
            vertx.setTimer(leadMs, lead -> {
                meter.start();
                vertx.setTimer(measureMs, over -> end(done));
            });
        });
        return done.future();
    }

    private void end(Promise<Window> done) {
        meter.stop();
        load.stop();
        long giveUpAt = System.nanoTime() + LAST_ONES_MS * 1_000_000;
        vertx.setPeriodic(LOOK_MS, timer -> {
            int open = pairs.stream().mapToInt(Pair::open).sum();
            if (open == 0 || System.nanoTime() > giveUpAt) {
                vertx.cancelTimer(timer);
                done.complete(
                        meter.window(pairs.stream().mapToInt(Pair::abandon).sum()));
            }
        });
    }

    @Override
    public void delivered(long nanos) {
        meter.delivered(nanos);
    }

    @Override
    public void settled(Pair pair, long nanos, boolean refused) {
        if (refused) {
            meter.refused();
        } else {
            meter.acknowledged(nanos);
        }
        load.settled(pair);
    }
}
