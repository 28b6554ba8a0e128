package dev.parley.load.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * CPU time of processes with all their threads, those that ended included, from {@code /proc/PID/stat}: see proc(5). Its
 * unit is the tick, 10 ms on every Linux that Java runs on (USER_HZ is fixed to 100 in the kernel's interface).
 *
 * @param userMicros in the program
 * @param systemMicros in the kernel for it
 * @param compilerMicros of the two together, in the JIT compiler's threads
 */
public record CpuTime(long userMicros, long systemMicros, long compilerMicros) {
    private static final long MICROS_PER_TICK = 10_000;

    /** Fields of proc(5) counted from the one after the command's name, which is number 3. */
    private static final int UTIME = 14 - 3;

    private static final int STIME = 15 - 3;

    /** The sum over the processes. @throws UncheckedIOException when one of them is gone */
    public static CpuTime of(List<Long> pids) {
        CpuTime sum = new CpuTime(0, 0, 0);
        for (long pid : pids) {
            sum = sum.plus(read(pid));
        }
        return sum;
    }

    private static CpuTime read(long pid) {
        Path process = Path.of("/proc", Long.toString(pid));
        try (Stream<Path> threads = Files.list(process.resolve("task"))) {
            long compiler = threads.mapToLong(CpuTime::compiler).sum();
            CpuTime whole = parse(Files.readString(process.resolve("stat")));
            return new CpuTime(whole.userMicros, whole.systemMicros, compiler);
        } catch (IOException gone) {
            throw new UncheckedIOException("server process " + pid + " is gone", gone);
        }
    }

    /** The time of a thread if it is one of the compiler's, which are named C1 and C2 CompilerThread0, 1, 2 … */
    private static long compiler(Path thread) {
        try {
            String stat = Files.readString(thread.resolve("stat"));
            CpuTime time = parse(stat);
            return stat.contains("(C1 Compiler") || stat.contains("(C2 Compiler") ? time.total() : 0;
        } catch (NoSuchFileException ended) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The command's name stands in parentheses and may hold spaces and parentheses itself, so count from its end. */
    public static CpuTime parse(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return new CpuTime(
                Long.parseLong(fields[UTIME]) * MICROS_PER_TICK, Long.parseLong(fields[STIME]) * MICROS_PER_TICK, 0);
    }

    public CpuTime plus(CpuTime other) {
        return new CpuTime(
                userMicros + other.userMicros,
                systemMicros + other.systemMicros,
                compilerMicros + other.compilerMicros);
    }

    public CpuTime since(CpuTime earlier) {
        return new CpuTime(
                userMicros - earlier.userMicros,
                systemMicros - earlier.systemMicros,
                compilerMicros - earlier.compilerMicros);
    }

    private long total() {
        return userMicros + systemMicros;
    }

    /** Without the JIT compiler, which has work only until a process is warm, but on a busy machine for minutes. */
    public long relayingMicros() {
        return total() - compilerMicros;
    }
}
