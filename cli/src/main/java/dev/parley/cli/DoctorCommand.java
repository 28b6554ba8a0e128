package dev.parley.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Looks at an installation from where it is run, as a client's browser would. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        header = "Checks an installation from here, and says what to do.",
        description = {
            "Checks an installation from here: reachable, TLS, health, WebSocket through the proxy, TURN; with a token that",
            "covers nodes also versions, clocks and the database of every node. Each line says what to do.",
            "Run it on a machine outside, too: that is where people are."
        },
        footerHeading = "%nExample:%n",
        footer = "  PARLEY_TOKEN_FILE=operator.token parley doctor --url https://parley.example.org")
final class DoctorCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Asking asking = Asking.of(spec);
        List<Finding> findings = examine(asking.server);
        if (asking.server.wantsJson()) {
            asking.output.json(json(findings));
        } else {
            findings.forEach(finding -> asking.output.line(finding.line()));
        }
        return findings.stream().anyMatch(Finding::isBad) ? ParleyCli.FINDINGS : 0;
    }

    /** What builds on a failed check is left out. */
    private static List<Finding> examine(Server server) {
        List<Finding> findings = new ArrayList<>();
        HttpCheck http = new HttpCheck(server);
        Finding reached = http.reachable();
        findings.add(reached);
        if (reached.isBad()) {
            return findings;
        }
        findings.add(http.tls());
        findings.add(http.ready());
        ClusterCheck cluster = new ClusterCheck(server);
        findings.addAll(cluster.findings());
        SessionCheck session = new SessionCheck(server);
        findings.addAll(session.findings());
        if (session.resumeToken() != null) {
            findings.addAll(new IceCheck(server, session.resumeToken()).findings());
        }
        return findings;
    }

    private static JsonNode json(List<Finding> findings) {
        ObjectNode told = Json.newObject();
        findings.forEach(finding -> told.withArray("findings")
                .addObject()
                .put("check", finding.check())
                .put("mark", finding.mark().name().toLowerCase(Locale.ROOT))
                .put("seen", finding.seen())
                .put("todo", finding.todo()));
        return told;
    }
}
