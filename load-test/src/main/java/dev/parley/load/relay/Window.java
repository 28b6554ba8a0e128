package dev.parley.load.relay;

import dev.parley.load.server.CpuTime;
import org.HdrHistogram.Histogram;

/**
 * What was seen in one measured stretch of time.
 *
 * @param seconds its real length
 * @param cpu of the servers
 * @param signals acknowledged to their senders
 * @param refused answered with an error
 * @param lost neither, within the time given to the last ones
 * @param ack nanoseconds from when a signal was due to its acknowledgement
 * @param delivery nanoseconds from when it was due to its arrival
 */
public record Window(
        double seconds, CpuTime cpu, long signals, long refused, long lost, Histogram ack, Histogram delivery) {

    public double cpuMicrosPerSignal() {
        return signals == 0 ? Double.NaN : (double) cpu.relayingMicros() / signals;
    }

    public double compilerMicrosPerSignal() {
        return signals == 0 ? Double.NaN : (double) cpu.compilerMicros() / signals;
    }

    public double systemMicrosPerSignal() {
        return signals == 0 ? Double.NaN : (double) cpu.systemMicros() / signals;
    }

    public double signalsPerSecond() {
        return signals / seconds;
    }

    /** Milliseconds below which that percentage of the signals stayed. */
    public static double millis(Histogram nanos, double percentile) {
        return nanos.getValueAtPercentile(percentile) / 1e6;
    }
}
