package dev.parley.node.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.node.config.LogConfig;
import dev.parley.node.config.LogFormat;
import dev.parley.node.config.LogLevel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

class LoggingTest {

    private static final String FORGED =
            "hello\n2026-01-01T00:00:00.000Z ERROR [main] admin logged in\r\u001b[2J\u2028x";

    private final LoggerContext context = new LoggerContext();

    @AfterEach
    void close() {
        context.stop();
    }

    @Test
    void aTextLineShowsLevelThreadLoggerAndMessage() {
        List<String> lines = written(LogFormat.TEXT, LogLevel.INFO, log -> log.info("room {} opened", "r1"));

        assertThat(lines)
                .singleElement()
                .asString()
                .containsPattern("^\\d{4}-\\d\\d-\\d\\dT\\S+ INFO  \\[.+] .*Room room r1 opened$");
    }

    @Test
    void aForeignTextCannotStartALineOrSteerTheTerminal() {
        List<String> lines = written(LogFormat.TEXT, LogLevel.INFO, log -> log.info("name {}", FORGED));

        assertThat(lines)
                .singleElement()
                .asString()
                .endsWith("name hello\\n2026-01-01T00:00:00.000Z ERROR [main] admin logged in\\r\\u001b[2J\\u2028x");
    }

    @Test
    void anExceptionsLinesStandBehindABar() {
        List<String> lines =
                written(LogFormat.TEXT, LogLevel.INFO, log -> log.warn("failed", new IllegalStateException(FORGED)));

        assertThat(lines).hasSizeGreaterThan(3);
        assertThat(lines.subList(1, lines.size())).allMatch(line -> line.startsWith("  | "));
        assertThat(String.join("", lines)).doesNotContain("\u001b");
    }

    @Test
    void jsonIsOneObjectALineWithTheMessageWhole() throws IOException {
        List<String> lines = written(LogFormat.JSON, LogLevel.INFO, log -> {
            log.info("name {}", FORGED);
            log.warn("failed", new IllegalStateException(FORGED));
        });

        assertThat(lines).hasSize(2);
        JsonNode first = new ObjectMapper().readTree(lines.get(0));
        assertThat(first.path("formattedMessage").textValue()).isEqualTo("name " + FORGED);
        assertThat(first.path("level").textValue()).isEqualTo("INFO");
        assertThat(first.path("loggerName").textValue()).isEqualTo("dev.parley.Room");
        assertThat(new ObjectMapper()
                        .readTree(lines.get(1))
                        .path("throwable")
                        .path("message")
                        .textValue())
                .isEqualTo(FORGED);
    }

    @Test
    void theLevelIsTheConfigurationsAndLibrariesAreQuieter() {
        assertThat(written(LogFormat.TEXT, LogLevel.WARN, log -> log.info("not important enough")))
                .isEmpty();
        assertThat(written(LogFormat.TEXT, LogLevel.DEBUG, log -> log.debug("seen")))
                .hasSize(1);

        assertThat(context.getLogger("dev.parley.Room").getEffectiveLevel()).isEqualTo(Level.DEBUG);
        assertThat(context.getLogger("com.hazelcast.core").getEffectiveLevel()).isEqualTo(Level.INFO);
    }

    private List<String> written(LogFormat format, LogLevel level, Consumer<Logger> events) {
        PrintStream console = System.out;
        ByteArrayOutputStream seen = new ByteArrayOutputStream();
        System.setOut(new PrintStream(seen, true, StandardCharsets.UTF_8));
        try {
            context.setMDCAdapter(new LogbackMDCAdapter());
            Logging.configure(context, new LogConfig(format, level));
            events.accept(context.getLogger("dev.parley.Room"));
        } finally {
            System.setOut(console);
        }
        return seen.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
