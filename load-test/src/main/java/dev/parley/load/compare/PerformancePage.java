package dev.parley.load.compare;

import dev.parley.load.compare.Metric.Group;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The page about performance, from a result. */
final class PerformancePage {
    private static final Map<Group, String> PLOTS =
            Map.of(Group.SIGNALS, "cpu", Group.LATENCY, "latency", Group.IDLE, "memory", Group.JOIN, "join");

    private static final int FEWEST_ROUNDS = 3;
    private final JsonObject result;
    private final JsonObject settings;
    private final JsonObject machine;
    private final Figures figures;
    private final List<Rival> rivals;
    private final StringBuilder out = new StringBuilder();

    private PerformancePage(JsonObject result) {
        this.result = result;
        this.settings = result.getJsonObject("settings");
        this.machine = result.getJsonObject("machine");
        this.figures = Figures.of(result.getJsonArray("series"));
        this.rivals = settings.getJsonArray("contenders").stream()
                .flatMap(key -> Rival.of((String) key).stream())
                .toList();
    }

    /**
     * Markdown.
     *
     * @param result as {@code --json} writes it
     * @param images folder of the plots, relative to the page
     */
    static String of(JsonObject result, String images) {
        PerformancePage page = new PerformancePage(result);
        page.head();
        for (Group group : Group.values()) {
            if (Metric.of(group).stream().anyMatch(page.figures::has)) {
                page.section(group, images);
            }
        }
        page.notEqual();
        page.machine();
        return page.out.toString();
    }

    private void head() {
        line("# Performance");
        line("");
        line(
                "Parley beside other ways to relay signals, measured in one run on one machine: `%s`.",
                result.getString("command"));
        line(
                "This page is written by that command; the figures are medians of the rounds (%s), in which the contenders take "
                        + "turns. Clients, servers and Redis shared %s cores, so trust the ratios, not the absolute figures.",
                settings.getValue("rounds"), machine.getValue("cores"));
        if (settings.getInteger("rounds", 0) < FEWEST_ROUNDS) {
            line("");
            line("**Fewer than three rounds: this shows that the command works, and no more.**");
        }
        long failures = result.getLong("failures", 0L);
        line("");
        line(
                failures == 0
                        ? "Every signal arrived."
                        : "**" + failures + " signals were lost or refused: the figures mean nothing.**");
        line("");
    }

    private void section(Group group, String images) {
        line("## %s", title(group));
        line("");
        line(text(group));
        line("");
        line("![%s](%s/performance-%s.svg)", title(group), images, PLOTS.get(group));
        if (group == Group.SIGNALS) {
            line("![Signals a second](%s/performance-throughput.svg)", images);
        }
        line("");
        table(group);
        line("");
    }

    private static String title(Group group) {
        return switch (group) {
            case SIGNALS -> "What a signal costs";
            case LATENCY -> "How long a signal takes";
            case IDLE -> "What an idle connection costs";
            case JOIN -> "How long joining takes";
        };
    }

    private String text(Group group) {
        return switch (group) {
            case SIGNALS ->
                format(
                        "%s pairs of peers, each pair across two nodes where there are two, send signals of %s bytes. CPU time "
                                + "is of all server processes, Redis included, from `/proc`, without the JIT compiler's "
                                + "threads. Saturated: %s signals are open at any time; fixed rate: %s a second.",
                        settings.getValue("pairs"),
                        settings.getValue("payloadBytes"),
                        settings.getValue("inFlight"),
                        settings.getValue("rate"));
            case LATENCY ->
                format(
                        "All at %s signals a second%s, sent in an open loop: a late send counts as latency. Delivery is at the "
                                + "recipient, acknowledgement at the sender; what the latter means differs, see below.",
                        result.getValue("latencyRate"),
                        rivals.contains(Rival.SOCKETIO) && settings.getInteger("latencyRate", 0) == 0
                                ? ", half of what Socket.IO can do here"
                                : "");
            case IDLE ->
                format(
                        "%s sockets in pairs that could signal and do not, on servers started for it. Resident memory is the "
                                + "growth of all server processes by `VmRSS`; heap is what is in use after a full collection "
                                + "(`jcmd` for JVMs, `gc()` for Node.js). JVMs may have 64 MB to 2 GB of heap, and "
                                + "give back what they do not use. What the kernel holds for a socket is in neither.",
                        settings.getValue("idle"));
            case JOIN ->
                format(
                        "%s rooms of %s fill at once, 32 rooms at a time: every joiner gets the roster, the others hear of it; "
                                + "the time ends when the last one has heard. Then one more joins a room of %s, until all have "
                                + "heard. PeerJS, NATS and the bare relay have no rooms.",
                        settings.getValue("rooms"), settings.getValue("roomSize"), settings.getValue("largeRoom"));
        };
    }

    private void table(Group group) {
        List<Metric> metrics = Metric.of(group).stream().filter(figures::has).toList();
        line("| | %s |", metrics.stream().map(m -> m.title() + ", " + m.unit()).collect(Collectors.joining(" | ")));
        line("|---|%s", "---|".repeat(metrics.size()));
        for (Rival rival : rivals) {
            if (metrics.stream().anyMatch(metric -> figures.of(metric).containsKey(rival))) {
                line(
                        "| %s | %s |",
                        rival.title(),
                        metrics.stream().map(metric -> cell(metric, rival)).collect(Collectors.joining(" | ")));
            }
        }
    }

    private String cell(Metric metric, Rival rival) {
        if (!figures.of(metric).containsKey(rival)) {
            return "–";
        }
        double ratio = figures.ratio(metric, rival);
        String times = Double.isNaN(ratio) || rival == Rival.PARLEY ? "" : format(" (×%.2f)", ratio);
        return "**" + FigureTable.number(figures.median(metric, rival)) + "**" + times + "<br>"
                + FigureTable.range(figures.of(metric).get(rival));
    }

    private void notEqual() {
        line("× is a multiple of Parley's; below a median is the range of the rounds.");
        line("");
        line("## What is not equal");
        line("");
        line("| | servers | an acknowledgement means | besides |");
        line("|---|---|---|---|");
        rivals.forEach(r -> line("| %s | %s | %s | %s |", r.title(), r.nodes(), r.acknowledgement(), r.remark()));
        line("");
        line("Clients speak each protocol themselves over plain WebSockets, without TLS or compression, "
                + "and use the servers' cores; to NATS they also write the acknowledgements. JVMs have 2 GB of heap for signals. "
                + "The rivals' programs are in `load-test/rivals`: Socket.IO as its guides show it, PeerJS and NATS as "
                + "they come.");
        line("");
    }

    private void machine() {
        line("## Machine");
        line("");
        line(
                "%s, %s cores (%s), %s GiB, %s, %s, %s. Load averages before and after: %s and %s.",
                machine.getString("date"),
                machine.getValue("cores"),
                machine.getString("cpu"),
                machine.getValue("memoryGiB"),
                machine.getString("system"),
                machine.getString("kernel"),
                machine.getString("jvm"),
                machine.getString("loadBefore"),
                machine.getString("loadAfter"));
        List<String> versions = new ArrayList<>();
        machine.getJsonObject("versions").forEach(v -> versions.add(v.getKey() + " " + v.getValue()));
        line("");
        line("Parley %s, %s.", result.getString("commit"), String.join(", ", versions));
    }

    private void line(String format, Object... values) {
        out.append(values.length == 0 ? format : format(format, values)).append('\n');
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
