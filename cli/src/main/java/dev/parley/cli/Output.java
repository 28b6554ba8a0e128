package dev.parley.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Answers for people, as tables, or for programs, as JSON. */
final class Output {
    private final PrintWriter out;

    Output(PrintWriter out) {
        this.out = out;
    }

    /** Indented. */
    void json(JsonNode answer) {
        out.println(answer.toPrettyString());
        out.flush();
    }

    /** Whether nobody reads it any more: {@code parley tap … | head}. */
    boolean isClosed() {
        return out.checkError();
    }

    void line(String text) {
        out.println(clean(text));
        out.flush();
    }

    /** Columns as wide as they need to be. @param heads one word for each column */
    void table(List<String> heads, List<List<String>> rows) {
        List<List<String>> all = new ArrayList<>();
        all.add(heads);
        rows.forEach(row -> all.add(row.stream().map(Output::clean).toList()));
        int[] widths = new int[heads.size()];
        all.forEach(row -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        all.forEach(row -> out.println(aligned(row, widths)));
        out.flush();
    }

    /** One line for each field. */
    void record(JsonNode object) {
        int width = object.properties().stream()
                .mapToInt(field -> field.getKey().length())
                .max()
                .orElse(0);
        object.properties()
                .forEach(field -> out.println(padded(field.getKey(), width) + "  " + text(field.getValue())));
        out.flush();
    }

    private static String aligned(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(padded(row.get(i), widths[i])).append("  ");
        }
        return line.toString().stripTrailing();
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }

    /** As people read it: what is not there as a dash. */
    static String text(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "-";
        }
        return clean(value.isValueNode() ? value.asText() : value.toString());
    }

    /** Names come from strangers: nothing that a terminal obeys. */
    static String clean(String text) {
        return text.replaceAll("\\p{Cntrl}|[\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}]", "?");
    }
}
