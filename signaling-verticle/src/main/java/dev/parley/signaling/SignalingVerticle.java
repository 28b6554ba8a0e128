package dev.parley.signaling;

import dev.parley.cluster.PartitionTable;
import dev.parley.protocol.Addresses;
import dev.parley.protocol.lane.LaneCodec;
import dev.parley.protocol.lane.LaneMessage;
import dev.parley.protocol.lane.Owner;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Promise;
import java.util.concurrent.TimeUnit;

/** One lane of people: connects the classes of this package to the bus and the clock. */
public final class SignalingVerticle extends AbstractVerticle {
    private static final long SWEEP_MS = 1_000;

    private final int lane;
    private final PartitionTable table;

    /** @param lane this instance's number among the node's lanes */
    public SignalingVerticle(int lane, PartitionTable table) {
        this.lane = lane;
        this.table = table;
    }

    @Override
    public void start(Promise<Void> started) {
        Presences presences = new Presences(() -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
        PeopleLane people =
                new PeopleLane(table, presences, (to, m) -> vertx.eventBus().send(to, m, LaneCodec.OPTIONS));
        vertx.setPeriodic(SWEEP_MS, t -> presences.sweep());
        vertx.eventBus()
                .<LaneMessage>consumer(
                        Addresses.ownerLane(Owner.PEOPLE, table.self(), lane), m -> people.receive(m.body()))
                .completion()
                .onComplete(started);
    }
}
