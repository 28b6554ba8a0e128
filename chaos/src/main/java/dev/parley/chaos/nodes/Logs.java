package dev.parley.chaos.nodes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks for stack traces in what nodes have written since it looked last. For one thread. */
public final class Logs {
    private static final String PLACE = "^[|\\s]*at [\\w.$/@<>]+\\(.*\\).*";
    private static final int SHOWN = 220;

    private final Map<Path, Integer> read = new HashMap<>();

    /** The line above each stack trace, once, with its file and how often it came. */
    public List<String> traces(List<NodeProcess> nodes) {
        Map<String, Integer> found = new LinkedHashMap<>();
        nodes.forEach(node -> node.logs().forEach(log -> search(log, found)));
        List<String> told = new ArrayList<>();
        found.forEach((what, times) -> told.add(times == 1 ? what : times + " × " + what));
        return told;
    }

    private void search(Path log, Map<String, Integer> found) {
        List<String> lines = lines(log);
        boolean within = false;
        for (int i = read.getOrDefault(log, 0); i < lines.size(); i++) {
            boolean place = lines.get(i).matches(PLACE);
            if (place && !within && i > 0) {
                found.merge(log.getFileName() + ": " + title(lines, i - 1), 1, Integer::sum);
            }
            within = place || within && lines.get(i).matches("^[|\\s]*(Caused by:|\\.\\.\\. \\d+).*");
        }
        read.put(log, lines.size());
    }

    /** Without its time, so that the same is the same. */
    private static String title(List<String> lines, int at) {
        String line = lines.get(at).replaceFirst("^\\S+Z ", "").strip();
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
    }

    private static List<String> lines(Path log) {
        try {
            return Files.readAllLines(log);
        } catch (IOException unreadable) {
            return List.of();
        }
    }
}
