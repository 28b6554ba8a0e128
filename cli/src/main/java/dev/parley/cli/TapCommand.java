package dev.parley.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.Json;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what passes by. */
@Command(
        name = "tap",
        mixinStandardHelpOptions = true,
        header = "Shows signals and events as they pass.",
        description = {
            "Shows signals and events as they pass, on all nodes, until Ctrl-C; it never slows them. Descriptions and",
            "addresses are redacted. The token's service grant must cover tap.PATTERN, or tap.call.CALL.",
            "With --json every entry is one line."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  parley tap 'webrtc.signal.>'",
            "  parley tap 'rooms.events.demo' --for 60",
            "  parley tap --call c_4kqXk1sJ2nYk0m1u8yqzVw --json > call.jsonl"
        })
final class TapCommand implements Callable<Integer> {
    private static final String TAP = "tap";
    private static final long LOOK_MS = 500;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "PATTERN",
            description = "For example webrtc.signal.>, calls.inbox.*, or > for all.")
    private String pattern;

    @Option(names = "--call", paramLabel = "CALL", description = "Everything of one call, instead of a pattern.")
    private String call;

    @Option(names = "--raw", description = "Not redacted; the grant must cover raw.PATTERN, too.")
    private boolean raw;

    @Option(names = "--count", paramLabel = "N", defaultValue = "0", description = "End after so many entries.")
    private long count;

    @Option(names = "--for", paramLabel = "SECONDS", defaultValue = "0", description = "End after so long.")
    private long seconds;

    @Override
    public Integer call() {
        if ((pattern == null) == (call == null)) {
            throw new ParameterException(spec.commandLine(), "Give either a PATTERN or --call CALL.");
        }
        Asking asking = Asking.of(spec);
        try (BusSocket socket = new BusSocket(asking.server)) {
            socket.send(
                    Json.newObject().put("type", "register").put("address", TAP).set("headers", wanted()));
            follow(asking, socket);
        }
        return 0;
    }

    private ObjectNode wanted() {
        ObjectNode wanted = Json.newObject();
        wanted.put(call == null ? "pattern" : "call", call == null ? pattern : call);
        return raw ? wanted.put("raw", "true") : wanted;
    }

    private void follow(Asking asking, BusSocket socket) {
        long end = seconds == 0 ? Long.MAX_VALUE : System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        long seen = 0;
        while ((count == 0 || seen < count) && System.nanoTime() < end && !asking.output.isClosed()) {
            ObjectNode frame = socket.next(LOOK_MS);
            if (frame != null && frame.path("address").asText().equals(TAP)) {
                JsonNode entry = BusSocket.orThrow(frame).path("body");
                asking.output.line(asking.server.wantsJson() ? entry.toString() : line(entry));
                seen += entry.path("type").asText().equals("tapping") ? 0 : 1;
            }
        }
    }

    private static String line(JsonNode entry) {
        String type = entry.path("type").asText();
        return switch (type) {
            case "tapping" -> "tapping " + text(entry, "pattern") + text(entry, "call") + " on " + entry.path("nodes");
            case "dropped" -> time(entry) + text(entry, "node") + " dropped " + text(entry, "count");
            default ->
                time(entry)
                        + String.join(
                                "  ",
                                text(entry, "node"),
                                type,
                                text(entry, "address"),
                                who(entry),
                                text(entry, "kind"),
                                text(entry, "bytes") + " B",
                                entry.path("data").isMissingNode()
                                        ? ""
                                        : entry.path("data").toString());
        };
    }

    private static String who(JsonNode entry) {
        String id = entry.has("id") ? " #" + text(entry, "id") : "";
        return entry.has("from") ? text(entry, "from") + " → " + text(entry, "to") + id : text(entry, "to") + id;
    }

    private static String text(JsonNode entry, String field) {
        return entry.path(field).asText("");
    }

    private static String time(JsonNode entry) {
        Instant at = Instant.ofEpochMilli(entry.path("at").asLong());
        return LocalTime.ofInstant(at, ZoneId.systemDefault()).withNano(at.getNano() / 1_000_000 * 1_000_000) + "  ";
    }
}
