package dev.parley.chaos.nodes;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a JVM's heap holds after a full collection, by {@code jcmd}. Blocks, and stops the JVM for a moment. */
public final class LiveHeap {
    /** One line for each generation of the serial collector, one for G1. */
    private static final Pattern USED = Pattern.compile("total \\d+K, used (\\d+)K");

    private static final long BYTES_PER_KB = 1024;

    private LiveHeap() {}

    public static long bytes(long pid) {
        jcmd(pid, "GC.run");
        return parse(jcmd(pid, "GC.heap_info"));
    }

    static long parse(String heapInfo) {
        Matcher used = USED.matcher(heapInfo);
        long sum = 0;
        while (used.find()) {
            sum += Long.parseLong(used.group(1)) * BYTES_PER_KB;
        }
        return sum;
    }

    private static String jcmd(long pid, String command) {
        String program = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        return new Shell().run(program, Long.toString(pid), command);
    }
}
