package dev.parley.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.node.config.ConfigException;
import dev.parley.protocol.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Where the cluster is, who asks, and how answers are shown: the options that all commands share, and what they do. */
final class Server {
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final String TOKEN = "PARLEY_TOKEN";
    private static final String TOKEN_FILE = "PARLEY_TOKEN_FILE";

    @Option(
            names = "--url",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            defaultValue = "${env:PARLEY_URL:-http://127.0.0.1:8080}",
            description = "Any node, or the proxy in front (default: PARLEY_URL, else http://127.0.0.1:8080).")
    private URI url;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "File with a service token (default: PARLEY_TOKEN, else the file in PARLEY_TOKEN_FILE).")
    private Path tokenFile;

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "Certificates (PEM) to trust instead of the system's.")
    private Path ca;

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Print the answer as JSON.")
    private boolean json;

    private final Map<String, String> environment;
    private HttpClient http;

    Server() {
        this(System.getenv());
    }

    Server(Map<String, String> environment) {
        this.environment = environment;
    }

    /** The same without a token: what anybody sees. */
    Server asGuest() {
        Server guest = new Server(Map.of());
        guest.url = url;
        guest.http = http();
        return guest;
    }

    boolean wantsJson() {
        return json;
    }

    /** Without a slash at its end. */
    String url() {
        return url.toString().replaceFirst("/+$", "");
    }

    /** Null when none is given. @throws ConfigException when its file cannot be read */
    String token() {
        String given = environment.get(TOKEN);
        String named = environment.get(TOKEN_FILE);
        if (tokenFile != null) {
            return read(tokenFile, "--token-file");
        }
        if (given != null && !given.isBlank()) {
            return given.strip();
        }
        return named == null || named.isBlank() ? null : read(Path.of(named), TOKEN_FILE);
    }

    private static String read(Path file, String name) {
        try {
            return Files.readString(file).strip();
        } catch (IOException unreadable) {
            throw new ConfigException(name, "\"" + file + "\" cannot be read; name a file that holds a token");
        }
    }

    HttpClient http() {
        if (http == null) {
            HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(PATIENCE);
            if (ca != null) {
                builder.sslContext(Trust.in(ca));
            }
            http = builder.build();
        }
        return http;
    }

    JsonNode get(String path) {
        return send("GET", path);
    }

    /** @return null when the answer has no body */
    JsonNode send(String method, String path) {
        HttpRequest.Builder request = request(path).method(method, BodyPublishers.noBody());
        String token = token();
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return answer(exchange(request.build()));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url() + path)).timeout(PATIENCE);
    }

    /** @throws ServerException when nobody answers */
    HttpResponse<String> exchange(HttpRequest request) {
        try {
            return http().sendAsync(request, BodyHandlers.ofString()).join();
        } catch (CompletionException failed) {
            throw ServerException.unreachable(url(), failed);
        }
    }

    private JsonNode answer(HttpResponse<String> response) {
        JsonNode body = tree(response.body());
        if (response.statusCode() >= 400) {
            String code = body == null
                    ? "status " + response.statusCode()
                    : body.path("code").asText("status " + response.statusCode());
            String detail =
                    body == null ? "The server refused." : body.path("detail").asText("The server refused.");
            throw ServerException.refused(code, detail);
        }
        return body;
    }

    private static JsonNode tree(String text) {
        try {
            return text.isBlank() ? null : Json.read(text.getBytes(StandardCharsets.UTF_8), ObjectNode.class);
        } catch (IllegalArgumentException noJson) {
            return null;
        }
    }

    /** One part of a path. */
    static String escaped(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
