package dev.parley.load.traffic;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** Latencies in nanoseconds up to a minute with three digits, and how they travel between processes. */
public final class Histograms {
    static final long LONGEST = TimeUnit.MINUTES.toNanos(1);
    private static final int DIGITS = 3;

    private Histograms() {}

    public static Histogram empty() {
        return new Histogram(LONGEST, DIGITS);
    }

    static Recorder recorder() {
        return new Recorder(LONGEST, DIGITS);
    }

    static void record(Recorder recorder, long nanos) {
        recorder.recordValue(Math.max(0, Math.min(LONGEST, nanos)));
    }

    /** HdrHistogram's compressed form in base64, empty text for an empty histogram. */
    static String encode(Histogram histogram) {
        if (histogram.getTotalCount() == 0) {
            return "";
        }
        ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(buffer);
        return Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length));
    }

    /** Adds what {@link #encode} wrote. */
    static void add(Histogram sum, String encoded) {
        if (encoded.isEmpty()) {
            return;
        }
        try {
            ByteBuffer buffer = ByteBuffer.wrap(Base64.getDecoder().decode(encoded));
            sum.add(Histogram.decodeFromCompressedByteBuffer(buffer, LONGEST));
        } catch (DataFormatException e) {
            throw new IllegalArgumentException("no histogram", e);
        }
    }
}
