package dev.parley.rooms;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parley.cluster.Post;
import dev.parley.protocol.Slice;
import dev.parley.protocol.lane.ToOwner.Signal;
import dev.parley.watch.TappedLane;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** An owner's part: a signal into its recipient's ring and out to its lane; an event to a whole room on four lanes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RoomBenchmark {
    private static final int RING_FRAMES = 256;
    private static final int RING_BYTES = 512 * 1024;
    private static final int LANES = 4;
    private static final int DATA_BYTES = 1_400;
    private static final int SIGNALS_A_SENDING = 1_000;

    /** Members of the room. */
    @Param({"2", "200"})
    public int members;

    private final Room room = new Room(RoomRules.adHoc("daily", 1_000, 0), "000000000k7x.1a2b3c4d01", 0, 0);
    private final Signal signal = new Signal(
            1, "gateway.a.0", 0, "daily", "p_1", "p_0", 1, 1, "", Slice.utf8("\"" + "x".repeat(DATA_BYTES) + "\""));
    private Courier courier;
    private Courier tappedCourier;
    private TappedLane tapped;
    private int signals;
    private Member recipient;

    @Setup
    public void fill(Blackhole hole) {
        Post post = (lane, message) -> hole.consume(message);
        courier = new Courier(post);
        tapped = new TappedLane(hole::consume);
        tappedCourier = new Courier(post, tapped.lane());
        for (int i = 0; i < members; i++) {
            Peer peer = new Peer("p_" + i, "Guest", Peer.GUEST, null, JsonNodeFactory.instance.objectNode(), i);
            Stream stream = new Stream(RING_FRAMES, RING_BYTES, 0);
            String lane = "gateway.a." + i % LANES;
            Member member = Member.joining(new MemberRecord(peer, "d", "", 1), stream, lane, 0);
            member.flowTo(lane, 0);
            room.add(member);
        }
        recipient = room.member("p_0");
    }

    @Benchmark
    public void signal() {
        courier.deliver(room, recipient, RoomEvents.signal(room, signal), signal);
    }

    /** A tap on everything, at 10,000 signals a second of one lane: it sends every thousandth time. */
    @Benchmark
    public void tappedSignal() {
        tappedCourier.deliver(room, recipient, RoomEvents.signal(room, signal), signal);
        if (++signals % SIGNALS_A_SENDING == 0) {
            tapped.flush();
        }
    }

    @Benchmark
    public void event() {
        courier.broadcast(room, RoomEvents.roomUpdated(room));
    }
}
