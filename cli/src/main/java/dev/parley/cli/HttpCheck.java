package dev.parley.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.protocol.Json;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** Whether somebody answers at the URL, over TLS, and serves. */
final class HttpCheck {
    private static final Duration RENEW_BEFORE = Duration.ofDays(14);
    private static final Set<String> OWN = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Server server;
    private HttpResponse<String> live;

    HttpCheck(Server server) {
        this.server = server;
    }

    /** To be asked first. */
    Finding reachable() {
        try {
            live = server.exchange(server.request("/health/live").build());
            return live.statusCode() == 200
                    ? Finding.good("reachable", server.url() + " answers")
                    : Finding.bad(
                            "reachable",
                            server.url() + "/health/live answers " + live.statusCode() + ".",
                            "Is this a node of Parley? Does the proxy pass /health/ on?");
        } catch (ServerException nobody) {
            return Finding.bad(
                    "reachable",
                    nobody.getMessage(),
                    "Is the name right, the node running, the port open, the certificate one that this machine trusts (--ca)?");
        }
    }

    Finding tls() {
        URI uri = URI.create(server.url());
        if (!"https".equals(uri.getScheme())) {
            return OWN.contains(uri.getHost())
                    ? Finding.open("TLS", "plain HTTP on this machine only", "")
                    : Finding.bad(
                            "TLS",
                            "plain HTTP.",
                            "Browsers give no camera to a page without HTTPS: set tls.cert and tls.key, or end TLS at the proxy.");
        }
        return live.sslSession().map(HttpCheck::certificate).orElseGet(() -> Finding.good("TLS", "HTTPS"));
    }

    private static Finding certificate(SSLSession session) {
        try {
            for (Certificate each : session.getPeerCertificates()) {
                if (each instanceof X509Certificate leaf) {
                    return lifetime(leaf.getNotAfter().toInstant(), session.getProtocol());
                }
            }
        } catch (SSLPeerUnverifiedException none) {
            return Finding.bad("TLS", "the server shows no certificate.", "Set tls.cert and tls.key.");
        }
        return Finding.good("TLS", session.getProtocol());
    }

    private static Finding lifetime(Instant end, String protocol) {
        String seen = protocol + ", certificate until " + end;
        return Instant.now().plus(RENEW_BEFORE).isBefore(end)
                ? Finding.good("TLS", seen)
                : Finding.bad("TLS", seen + ".", "Renew the certificate; nodes read it at their start.");
    }

    Finding ready() {
        HttpResponse<String> answer =
                server.exchange(server.request("/health/ready").build());
        if (answer.statusCode() == 200) {
            return Finding.good("health", "ready");
        }
        return Finding.bad(
                "health", "not ready: " + reason(answer.body()), "See docs/operating.md, \"A node is not ready\".");
    }

    private static String reason(String body) {
        try {
            JsonNode json = Json.read(body.getBytes(StandardCharsets.UTF_8), JsonNode.class);
            return json.path("reason").asText("it gives no reason");
        } catch (IllegalArgumentException noJson) {
            return "it gives no reason";
        }
    }
}
