package dev.parley.signaling;

import dev.parley.cluster.LanePost;
import dev.parley.cluster.PartitionTable;
import dev.parley.protocol.Addresses;
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
        LanePost post = new LanePost(vertx, context);
        PeopleLane people = new PeopleLane(table, presences, post);
        vertx.setPeriodic(SWEEP_MS, t -> presences.sweep());
        post.receive(Addresses.ownerLane(Owner.PEOPLE, table.self(), lane), people::receive)
                .onComplete(started);
    }
}
