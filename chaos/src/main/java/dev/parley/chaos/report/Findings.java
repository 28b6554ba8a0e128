package dev.parley.chaos.report;

import java.util.List;
import java.util.Map;

/**
 * Everything that a run found; its JSON is the file of {@code --json} and the data of the page.
 *
 * @param title in one line
 * @param startedAt ISO 8601
 * @param settings the options that mattered, by name
 */
public record Findings(String title, String startedAt, Map<String, String> settings, List<Row> rows) {
    public boolean passed() {
        return rows.stream().allMatch(Row::passed);
    }
}
