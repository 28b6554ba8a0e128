package dev.parley.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** Whether a browser would get its socket: the upgrade through whatever stands in front, and every node that clients are sent to. */
final class SessionCheck {
    private final Server server;
    private String resumeToken;

    SessionCheck(Server server) {
        this.server = server;
    }

    /** Of the session that was opened, null when none could be. */
    String resumeToken() {
        return resumeToken;
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        try (BusSocket socket = new BusSocket(server.asGuest())) {
            resumeToken = socket.session().path("resumeToken").asText();
            findings.add(Finding.good(
                    "WebSocket",
                    "upgraded, session opened on node "
                            + socket.session().path("node").asText()));
            findings.add(endpoints(socket.session().path("endpoints")));
        } catch (ServerException failed) {
            findings.add(
                    Finding.bad(
                            "WebSocket",
                            failed.getMessage(),
                            "Let the proxy pass Upgrade and Connection on for /eventbus (docs/proxy); without it clients fall back to long polling."));
        }
        return findings;
    }

    private Finding endpoints(JsonNode urls) {
        List<String> silent = StreamSupport.stream(urls.spliterator(), false)
                .map(JsonNode::asText)
                .filter(url -> !answers(url))
                .toList();
        return silent.isEmpty()
                ? Finding.good(
                        "endpoints",
                        urls.size() + " public URL" + (urls.size() == 1 ? "" : "s") + ", all reachable from here")
                : Finding.bad(
                        "endpoints",
                        "not reachable from here: " + String.join(", ", silent) + ".",
                        "Clients are sent there when a node goes: set http.publicUrl to what they can reach.");
    }

    private boolean answers(String url) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/health/live"))
                .timeout(Server.PATIENCE)
                .build();
        return server.http()
                .sendAsync(request, BodyHandlers.discarding())
                .handle((response, failure) -> failure == null && response.statusCode() == 200)
                .join();
    }
}
