package dev.parley.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.protocol.Json;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Whether the STUN and TURN servers that browsers are given answer from here. */
final class IceCheck {
    private final Server server;
    private final String resumeToken;

    /** @param resumeToken of a guest's session: servers are told to those who are here */
    IceCheck(Server server, String resumeToken) {
        this.server = server;
        this.resumeToken = resumeToken;
    }

    List<Finding> findings() {
        HttpRequest request = server.request("/api/v1/ice-servers")
                .header("Authorization", "Bearer " + resumeToken)
                .build();
        byte[] body = server.exchange(request).body().getBytes(StandardCharsets.UTF_8);
        List<String> urls = new ArrayList<>();
        for (JsonNode each : Json.read(body, JsonNode.class).path("iceServers")) {
            each.path("urls").forEach(url -> urls.add(url.asText()));
        }
        List<Finding> findings =
                new ArrayList<>(urls.stream().map(IceCheck::finding).toList());
        if (urls.stream().noneMatch(url -> url.startsWith("turn"))) {
            findings.add(Finding.open(
                    "TURN",
                    "none is configured.",
                    "Without one, people behind strict firewalls see and hear nobody: docs/turn.md."));
        }
        return findings;
    }

    private static Finding finding(String url) {
        String check = url.startsWith("turn") ? "TURN" : "STUN";
        String failure = StunProbe.failure(url);
        return failure == null
                ? Finding.good(check, url + " answers")
                : Finding.bad(
                        check,
                        url + ": " + failure + ".",
                        "Is it running, and is its port open to the outside, for UDP as well?");
    }
}
