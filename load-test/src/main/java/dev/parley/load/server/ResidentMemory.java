package dev.parley.load.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Memory of a process that is in RAM, from {@code VmRSS} of {@code /proc/PID/status}: see proc(5). */
public final class ResidentMemory {
    private static final String FIELD = "VmRSS:";
    private static final long BYTES_PER_KB = 1024;

    private ResidentMemory() {}

    /** Bytes. @throws UncheckedIOException when the process is gone */
    public static long of(long pid) {
        try {
            return parse(Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")));
        } catch (IOException gone) {
            throw new UncheckedIOException("process " + pid + " is gone", gone);
        }
    }

    static long parse(List<String> status) {
        return status.stream()
                .filter(line -> line.startsWith(FIELD))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * BYTES_PER_KB)
                .findFirst()
                .orElseThrow(() -> new BenchException("the kernel tells no resident memory of a process"));
    }
}
