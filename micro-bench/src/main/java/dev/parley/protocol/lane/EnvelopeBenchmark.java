package dev.parley.protocol.lane;

import dev.parley.protocol.Slice;
import io.vertx.core.buffer.Buffer;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A signal on its way from one node to another: written, read, alone or with others; and its frame made text. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EnvelopeBenchmark {
    private static final int BATCH = 16;
    private static final int DATA_BYTES = 1_400;

    private final LaneCodec codec = new LaneCodec();
    private final LaneMessage signal = new ToOwner.Signal(
            123_456,
            "gateway.0123456789ab.1",
            1_900_000_000_000L,
            "daily",
            "p_0123456789abcdefABCDEF",
            "p_FEDCBA9876543210fedcba",
            17,
            12,
            "000000000k7x.1a2b3c4d01",
            Slice.utf8("\"" + "x".repeat(DATA_BYTES) + "\""));
    private final LaneMessage batch = new Batch(Collections.nCopies(BATCH, signal));
    private final Frame frame = new Frame(
            Slice.utf8(
                    "{\"type\":\"rec\",\"address\":\"webrtc.signal.daily.p_FEDCBA9876543210fedcba\",\"body\":{\"seq\":"),
            Slice.utf8(",\"data\":\"" + "x".repeat(DATA_BYTES) + "\"}}"));

    @Benchmark
    public LaneMessage writeAndRead() {
        return throughTheWire(signal, 2 * DATA_BYTES);
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public LaneMessage writeAndReadInBatch() {
        return throughTheWire(batch, 2 * DATA_BYTES * BATCH);
    }

    private LaneMessage throughTheWire(LaneMessage message, int sizeHint) {
        Buffer wire = Buffer.buffer(sizeHint);
        codec.encodeToWire(wire, message);
        return codec.decodeFromWire(0, wire);
    }

    @Benchmark
    public String numberedText() {
        return frame.text(1_234);
    }
}
