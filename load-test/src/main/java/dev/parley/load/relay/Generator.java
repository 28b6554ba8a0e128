package dev.parley.load.relay;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;

/** The clients of one relay: pairs that talk across its two nodes. Confined to one event loop. */
final class Generator implements Pair.Listener {
    private static final long PING_MS = 10_000;
    private static final long LAST_ONES_MS = 3_000;
    private static final long LOOK_MS = 20;

    private final Vertx vertx;
    private final Meter meter;
    private final List<Pair> pairs = new ArrayList<>();
    private Load.Running load;

    private Generator(Vertx vertx, Meter meter) {
        this.vertx = vertx;
        this.meter = meter;
    }

    /** Connects the pairs one after the other, every second one in the other direction. */
    static Future<Generator> connect(Vertx vertx, Wire wire, List<Wire.Address> nodes, int pairs, List<Long> pids) {
        Generator generator = new Generator(vertx, new Meter(pids));
        Future<Void> connected = Future.succeededFuture();
        for (int i = 0; i < pairs; i++) {
            int pair = i;
            connected = connected
                    .compose(v -> wire.connect(pair, nodes.get(pair % 2), nodes.get((pair + 1) % 2)))
                    .map(ends -> {
                        generator.pairs.add(new Pair(wire, ends, generator));
                        return null;
                    });
        }
        return connected.map(v -> {
            vertx.setPeriodic(PING_MS, t -> generator.pairs.forEach(Pair::ping));
            return generator;
        });
    }

    /**
     * Offers a load and measures a part of it.
     *
     * @param leadMs from the begin of the load to the begin of the measurement
     */
    Future<Window> run(Load offered, long leadMs, long measureMs) {
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
