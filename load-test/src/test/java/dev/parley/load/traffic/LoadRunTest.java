package dev.parley.load.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** The command against a real node in a process of its own. */
@Tag("long")
@TestInstance(Lifecycle.PER_CLASS)
class LoadRunTest {
    @TempDir
    private Path folder;

    private Cluster cluster;

    @BeforeAll
    void startNode() {
        List<String> program = List.of("-cp", System.getProperty("java.class.path"), "dev.parley.node.Parley");
        cluster = Cluster.start(1, program, List.of("-Xmx256m"));
    }

    @AfterAll
    void stopNode() {
        cluster.close();
    }

    @Test
    void everySignalOfTwoGeneratorProcessesArrives() throws Exception {
        Path json = folder.resolve("result.json");
        Path page = folder.resolve("page.html");
        CommandLines.Said said = load("--rate=60", "--processes=2", "--idle=3", "--json=" + json, "--report=" + page);

        assertThat(said.code()).as(said.err()).isZero();
        JsonNode result = new JsonMapper().readTree(Files.readString(json));
        JsonNode counts = result.path("counts");
        assertThat(counts.path("offered").asLong()).isEqualTo(180);
        assertThat(counts.path("delivered").asLong()).isEqualTo(180);
        JsonNode seconds = result.path("seconds");
        assertThat(seconds.get(seconds.size() - 1).path("connected").asLong()).isEqualTo(15);
        assertThat(result.path("nodes").get(0).path("samples").size()).isGreaterThan(2);
        assertThat(page).content().contains("Latency by percentile");
    }

    @Test
    void churnIsNoError() throws Exception {
        Path json = folder.resolve("churn.json");
        CommandLines.Said said = load("--rate=60", "--churn=6", "--json=" + json);

        assertThat(said.code()).as(said.err()).isZero();
        JsonNode result = new JsonMapper().readTree(Files.readString(json));
        assertThat(result.path("counts").path("delivered").asLong()).isPositive();
        assertThat(result.path("latencies").get(4).path("count").asLong())
                .as("joins, the first ones and those after a leave")
                .isGreaterThan(12);
    }

    @Test
    void aBrokenLimitEndsWithItsOwnCode() {
        CommandLines.Said said = load("--saturate=4", "--max-p99=0");

        assertThat(said.code()).as(said.err()).isEqualTo(Commands.BROKEN);
    }

    private CommandLines.Said load(String... more) {
        List<String> all = new ArrayList<>(List.of(
                "--endpoints=" + cluster.endpoints().get(0),
                "--pids=" + cluster.pids().get("node 1"),
                "--rooms=4",
                "--peers=3",
                "--ramp=0.5",
                "--duration=3",
                "--warmup=1",
                "--max-errors=0"));
        all.addAll(List.of(more));
        return CommandLines.call(new LoadTest(), all.toArray(String[]::new));
    }
}
