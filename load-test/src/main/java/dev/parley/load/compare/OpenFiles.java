package dev.parley.load.compare;

import dev.parley.load.server.BenchException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How many sockets a process of this user may have, which servers inherit. */
final class OpenFiles {
    private static final String FIELD = "Max open files";
    private static final int BESIDES = 1_000;

    private OpenFiles() {}

    /** @throws BenchException with what to do, when so many sockets are not allowed */
    static void check(int sockets) {
        try {
            check(sockets, limit(Files.readAllLines(Path.of("/proc/self/limits"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void check(int sockets, long limit) {
        if (limit < sockets + BESIDES) {
            throw new BenchException(sockets + " sockets need " + (sockets + BESIDES)
                    + " open files, and this shell allows " + limit + ": run `ulimit -n " + (sockets + BESIDES)
                    + "` first, or ask for fewer");
        }
    }

    /** The soft limit, which Java raises to the hard one at its start; see proc(5). */
    static long limit(List<String> limits) {
        String value = limits.stream()
                .filter(line -> line.startsWith(FIELD))
                .map(line -> line.substring(FIELD.length()).strip().split("\\s+")[0])
                .findFirst()
                .orElseThrow(() -> new BenchException("the kernel tells no limit of open files"));
        return value.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(value);
    }
}
