package dev.parley.system.ops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The expressions that the shipped files ask Prometheus. */
final class Queries {
    static final Path ALERTS = Path.of("../docs/prometheus/alerts.yml");
    private static final Path DASHBOARD = Path.of("../docs/grafana/parley.json");

    private Queries() {}

    static List<String> ofDashboard() throws IOException {
        return new ObjectMapper().readTree(DASHBOARD.toFile()).findValuesAsText("expr");
    }

    static List<String> ofAlerts() throws IOException {
        return alerts().findValuesAsText("expr");
    }

    /** The rules of all groups. */
    static JsonNode alerts() throws IOException {
        return new ObjectMapper(new YAMLFactory()).readTree(ALERTS.toFile());
    }
}
