package dev.parley.system.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.system.fixture.Eventually;
import dev.parley.system.fixture.SharedCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MetricsTest {
    @RegisterExtension
    static final SharedCluster NODES = new SharedCluster();

    private static final Path DOCUMENT = Path.of("../docs/metrics.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-zA-Z0-9_]+)` \\|([^|]*)\\|");

    /** Only shown once the collector has run beside the program, or where services have doors of their own. */
    private static final Set<String> SELDOM =
            Set.of("jvm_gc_concurrent_phase_time_seconds", "parley_services_requests", "parley_services_connections");

    private Exposed exposed;

    @BeforeEach
    void scrape() {
        Bustle bustle = new Bustle(NODES.crowd(), NODES.url(0));
        bustle.begin(NODES.get().roomOwnedBy(0), 0);
        System.gc();
        Eventually.holds(() -> bustle.get("/metrics").contains("jvm_gc_pause_seconds"), () -> "no pause is shown");
        exposed = new Exposed(bustle.get("/metrics"));
    }

    private static Map<String, Set<String>> documented() throws IOException {
        return ROW.matcher(Files.readString(DOCUMENT))
                .results()
                .collect(Collectors.toMap(row -> row.group(1), row -> words(row.group(2)), (a, b) -> a, TreeMap::new));
    }

    private static Set<String> words(String cell) {
        return Arrays.stream(cell.strip().split(", *"))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void theTableIsWhatANodeShows() throws IOException {
        Set<String> table = new TreeSet<>(documented().keySet());
        Set<String> shown = new TreeSet<>(exposed.families());
        shown.addAll(SELDOM);
        assertThat(table).as("docs/metrics.md beside /metrics").isEqualTo(shown);
    }

    @Test
    void everyLabelIsInTheTableAndHasFewValues() throws IOException {
        documented().forEach((name, labels) -> {
            if (!SELDOM.contains(name)) {
                assertThat(exposed.labels(name)).as(name).isEqualTo(labels);
            }
        });
        assertThat(exposed.series()).isLessThan(1_500);
    }

    @Test
    void theDashboardAndTheAlertsNameOnlyWhatANodeShows() throws IOException {
        assertThat(Queries.ofDashboard()).hasSizeGreaterThan(40).allSatisfy(this::isAnswered);
        assertThat(Queries.ofAlerts()).hasSizeGreaterThan(15).allSatisfy(this::isAnswered);
    }

    private void isAnswered(String query) {
        Set<String> names = Exposed.namesIn(query);
        if (!query.startsWith("up")) {
            assertThat(names).as(query).isNotEmpty();
        }
        assertThat(names)
                .as(query)
                .allSatisfy(name -> assertThat(exposed.has(name)).as(name).isTrue());
    }
}
