package dev.parley.system.ops;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.protocol.Json;
import dev.parley.system.fixture.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Debian's Prometheus on loopback with the shipped configuration, of which only addresses and the interval are changed. */
final class Prometheus implements AutoCloseable {
    private static final Path SHIPPED = Path.of("../docs/prometheus/prometheus.yml");

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;
    private final Path log;
    private final Process process;

    /** @param urls of the nodes to scrape, every second */
    Prometheus(Path folder, List<String> urls) throws IOException {
        int port = freePort();
        url = "http://127.0.0.1:" + port;
        log = folder.resolve("prometheus.log");
        Files.copy(Queries.ALERTS, folder.resolve("alerts.yml"));
        Path configuration = Files.writeString(folder.resolve("prometheus.yml"), configuration(urls));
        process = new ProcessBuilder(
                        "prometheus",
                        "--config.file=" + configuration,
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Eventually.holds(this::isReady, this::log);
    }

    private static String configuration(List<String> urls) throws IOException {
        String targets = urls.stream()
                .map(each -> '\'' + URI.create(each).getAuthority() + '\'')
                .collect(Collectors.joining(", "));
        String text = Files.readString(SHIPPED);
        text = replaced(text, "targets: \\[[^]]*]", "targets: [" + targets + "]");
        return replaced(text, "(scrape|evaluation)_interval: 10s", "$1_interval: 1s");
    }

    private static String replaced(String text, String pattern, String by) {
        if (!Pattern.compile(pattern).matcher(text).find()) {
            throw new AssertionError("the shipped configuration has nothing like " + pattern + " any more");
        }
        return text.replaceAll(pattern, by);
    }

    private boolean isReady() {
        if (!process.isAlive()) {
            throw new AssertionError("prometheus ended: " + log());
        }
        return status("/-/ready") == 200;
    }

    private int status(String path) {
        return http.sendAsync(request(path), HttpResponse.BodyHandlers.discarding())
                .handle((response, failure) -> failure == null ? response.statusCode() : 0)
                .join();
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).build();
    }

    /** What the path answers. */
    JsonNode get(String path) {
        String body = http.sendAsync(request(path), HttpResponse.BodyHandlers.ofString())
                .join()
                .body();
        return Json.read(body.getBytes(StandardCharsets.UTF_8), JsonNode.class);
    }

    /** How many series the query answers with now; fails with what Prometheus says against it. */
    int count(String query) {
        JsonNode answer = get("/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
        if (!answer.path("status").asText().equals("success")) {
            throw new AssertionError(query + ": " + answer);
        }
        return answer.at("/data/result").size();
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
