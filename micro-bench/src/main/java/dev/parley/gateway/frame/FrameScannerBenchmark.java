package dev.parley.gateway.frame;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A client's frame, from bytes to what routing needs; beside it the tree that a generic bridge would build. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FrameScannerBenchmark {
    private static final ObjectMapper JACKSON = new ObjectMapper();
    private static final String CANDIDATE_LINE = "a=candidate:1 1 udp 2122260223 192.0.2.7 50000 typ host\\r\\n";

    /** Bytes of the signal's data: a candidate, an offer, a large offer. */
    @Param({"200", "1400", "6000"})
    public int dataBytes;

    private final FrameScanner scanner = new FrameScanner();
    private byte[] frame;

    @org.openjdk.jmh.annotations.Setup
    public void frame() {
        String sdp =
                CANDIDATE_LINE.repeat(dataBytes / CANDIDATE_LINE.length() + 1).substring(0, dataBytes - 2);
        sdp = sdp.replaceAll("\\\\$", "n");
        String text = "{\"type\":\"send\",\"address\":\"webrtc.signal.daily.p_0123456789abcdefABCDEF\","
                + "\"replyAddress\":\"0b0c6e8d-6a3c-4a51-9e57-1b2f6a5f3c2d\",\"headers\":{},\"body\":{\"id\":17,\"base\":12,"
                + "\"epoch\":\"000000000k7x.1a2b3c4d01\",\"data\":\"" + sdp + "\"}}";
        frame = text.getBytes(StandardCharsets.UTF_8);
        if (scanner.scan(frame, 0, frame.length) != FrameVerdict.OK) {
            throw new IllegalStateException("the benchmark's own frame is not valid");
        }
    }

    @Benchmark
    public FrameVerdict scan() {
        return scanner.scan(frame, 0, frame.length);
    }

    @Benchmark
    public JsonNode jacksonTree() throws IOException {
        return JACKSON.readTree(frame);
    }
}
