package dev.parley.gateway.session;

import dev.parley.gateway.frame.FrameScanner;
import dev.parley.gateway.frame.FrameVerdict;
import dev.parley.protocol.Code;
import dev.parley.protocol.Fields;
import dev.parley.protocol.Limits;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.Slice;
import java.nio.charset.StandardCharsets;

/**
 * A body whose {@code data} goes on byte for byte: one scan finds and validates it, and only what stands around it is read.
 *
 * @param around the other fields
 * @param data any JSON value, at most {@link Limits#BROADCAST_BYTES}
 */
record OpaqueData(Fields around, Slice data) {
    private static final byte[] OPEN = "{\"type\":\"send\",\"body\":".getBytes(StandardCharsets.UTF_8);

    /** Of a frame that was scanned already. @throws Refusal when data is missing or too large */
    static OpaqueData of(FrameScanner frame, byte[] bytes) {
        if (!frame.hasData()) {
            throw Refusal.invalid("data is missing.");
        }
        int size = frame.dataEnd() - frame.dataStart();
        if (size > Limits.BROADCAST_BYTES) {
            throw Refusal.invalid("data must be at most " + Limits.BROADCAST_BYTES + " bytes as JSON.");
        }
        Slice body = new Slice(bytes, frame.bodyStart(), frame.bodyEnd());
        Slice around = body.replacing(frame.dataStart(), frame.dataEnd(), (byte) '0');
        return new OpaqueData(Bodies.read(around), new Slice(bytes, frame.dataStart(), frame.dataEnd()));
    }

    /** Of a body that came without a frame. @throws Refusal when it is not strict JSON, or data is missing or too large */
    static OpaqueData of(Slice body) {
        byte[] bytes = new byte[OPEN.length + body.length() + 1];
        int at = Slice.of(OPEN).copyTo(bytes, 0);
        bytes[body.copyTo(bytes, at)] = '}';
        FrameScanner scanner = new FrameScanner();
        boolean whole = scanner.scan(bytes, 0, bytes.length) == FrameVerdict.OK
                && scanner.hasBody()
                && scanner.bodyEnd() == bytes.length - 1;
        if (!whole) {
            throw new Refusal(Code.INVALID_JSON, "The body is not one valid JSON object.");
        }
        return of(scanner, bytes);
    }
}
