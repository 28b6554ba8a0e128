package dev.parley.load.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a process said last. */
final class LogTail {
    private static final int LINES_TOLD = 15;

    private LogTail() {}

    /** The end of its output, without the places in traces. */
    static String of(Path log) {
        try (Stream<String> all = Files.lines(log)) {
            List<String> lines =
                    all.filter(line -> !line.matches("[|\\s]*at .*")).toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_TOLD), lines.size()));
        } catch (IOException unreadable) {
            return "(its output cannot be read: " + unreadable.getMessage() + ")";
        }
    }
}
