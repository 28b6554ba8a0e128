package dev.parley.watch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.Json;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;

/** The lanes of this node as all nodes watch them: the taps that they serve, and what they remember of calls. Thread-safe. */
final class WatchedLanes {
    /** So many times a second a lane sends what it has. */
    private static final int SENDINGS_A_SECOND = 10;

    /** What belongs together, such as a join and the first offer, comes within one sending. */
    private static final int SHARE_MIN = 10;

    private final Vertx vertx;
    private final String node;
    private final WatchBus bus;
    private final LongSupplier clusterMs;
    private final LongSupplier monotonicMs;
    private final WatchConfig config;
    private final Taps taps;
    private final Queue<Place> lanes = new ConcurrentLinkedQueue<>();

    WatchedLanes(
            Vertx vertx,
            String node,
            WatchBus bus,
            LongSupplier clusterMs,
            LongSupplier monotonicMs,
            WatchConfig config) {
        this.vertx = vertx;
        this.node = node;
        this.bus = bus;
        this.clusterMs = clusterMs;
        this.monotonicMs = monotonicMs;
        this.config = config;
        this.taps = new Taps(config.mostTaps());
    }

    void start() {
        vertx.setPeriodic(Tap.LEASE_MS / 3, t -> taps.expire(monotonicMs.getAsLong()));
        vertx.setPeriodic(LaneWatch.FLUSH_MS, t -> taps.refill());
    }

    LaneWatch add(Context context, String kind, int number) {
        String name = kind + '.' + node + '.' + number;
        LaneWatch lane = new LaneWatch(
                this::afterAWhile,
                taps,
                config,
                node,
                kind,
                name,
                clusterMs,
                (tap, message) -> bus.tell(tap.node(), message));
        lanes.add(new Place(context, lane));
        return lane;
    }

    private void afterAWhile(Runnable work) {
        vertx.setTimer(LaneWatch.FLUSH_MS, t -> work.run());
    }

    /** How many taps they serve. */
    int taps() {
        return taps.active().length;
    }

    /** Begins a tap, or goes on with it. @return false when there are too many */
    boolean lease(String id, ObjectNode json) {
        long now = monotonicMs.getAsLong();
        Tap known = taps.get(id);
        if (known != null) {
            known.renew(now);
            return true;
        }
        // what the client is not given need not be made readable anywhere
        int share = Math.max(SHARE_MIN, config.perSecond() / SENDINGS_A_SECOND / Math.max(1, bus.size()));
        return taps.add(new Tap(id, json.path("node").asText(), TapSpec.of(json), share, now));
    }

    void end(String id) {
        taps.remove(id);
    }

    /** What they remember of a call, one after the other: {@code {roomId?, participants, truncated?, entries}}. */
    Future<ObjectNode> tell(String callId) {
        ObjectNode answer = Json.newObject();
        answer.withArray("participants");
        answer.withArray("entries");
        Future<ObjectNode> told = Future.succeededFuture(answer);
        for (Place place : lanes) {
            told = told.compose(so -> place.tell(callId, so));
        }
        return told;
    }

    private record Place(Context context, LaneWatch lane) {
        Future<ObjectNode> tell(String callId, ObjectNode answer) {
            Promise<ObjectNode> told = Promise.promise();
            context.runOnContext(v -> {
                lane.tell(callId, answer);
                told.complete(answer);
            });
            return told.future();
        }
    }
}
