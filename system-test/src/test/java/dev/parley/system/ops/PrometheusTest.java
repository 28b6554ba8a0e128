package dev.parley.system.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.system.fixture.DebianPackage;
import dev.parley.system.fixture.Eventually;
import dev.parley.system.fixture.LocalCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard and the alerts beside a real Prometheus that scrapes a cluster with some traffic. */
@Tag("long")
class PrometheusTest {
    @RegisterExtension
    static final LocalCluster NODES = LocalCluster.of(2);

    private static final String WINDOW = "20s";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @BeforeAll
    static void debian() throws InterruptedException {
        DebianPackage.require("prometheus", "promtool", "--version");
    }

    @Test
    void everyPanelHasDataAndEveryAlertIsUnderstood() throws IOException {
        Bustle bustle = new Bustle(NODES.crowd(), NODES.node(0).url());
        bustle.begin(NODES.roomOwnedBy(1), 0);
        System.gc();
        try (Prometheus prometheus = new Prometheus(folder, NODES.urls(0))) {
            Eventually.holds(PATIENCE, () -> prometheus.count("parley_ready == 1") == 2, prometheus::log);
            for (String query : Queries.ofDashboard()) {
                Eventually.holds(PATIENCE, () -> goesOn(bustle, prometheus, query), () -> "no data: " + query);
            }
            List<String> health = prometheus.get("/api/v1/rules").findValuesAsText("health");
            assertThat(health).hasSize(Queries.ofAlerts().size()).containsOnly("ok");
            assertThat(prometheus.get("/api/v1/alerts").at("/data/alerts").findValuesAsText("state"))
                    .as("alerts that fire in a sound cluster")
                    .doesNotContain("firing");
        }
    }

    private static boolean goesOn(Bustle bustle, Prometheus prometheus, String query) {
        bustle.goOn();
        return prometheus.count(query.replace("$__rate_interval", WINDOW).replace("$instance", ".*")) > 0;
    }

    @Test
    void promtoolFindsNothingAgainstTheRules() throws IOException, InterruptedException {
        Process promtool = new ProcessBuilder("promtool", "check", "rules", Queries.ALERTS.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(promtool.getInputStream().readAllBytes());
        assertThat(promtool.waitFor()).as(said).isZero();
    }

    @Test
    void everyAlertSaysWhatHappensAndWhatToDo() throws IOException {
        assertThat(Queries.alerts().findValues("annotations"))
                .hasSize(Queries.ofAlerts().size())
                .allSatisfy(told -> {
                    assertThat(told.path("summary").asText()).endsWith(".");
                    assertThat(told.path("action").asText()).hasSizeGreaterThan(30);
                });
    }
}
