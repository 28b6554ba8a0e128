package dev.parley.chaos.nodes;

import dev.parley.load.server.BenchException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** A node's {@code /metrics} at one moment. */
public final class Metrics {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    private final String text;

    Metrics(String text) {
        this.text = text;
    }

    /** Blocks. @throws BenchException when the node does not answer */
    public static Metrics of(NodeProcess node) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(node.url() + "/metrics"))
                .timeout(PATIENCE)
                .build();
        try {
            return new Metrics(
                    HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
        } catch (IOException silent) {
            throw new BenchException(node + " does not tell its metrics: " + silent);
        } catch (InterruptedException interrupted) {
            throw new BenchException("interrupted");
        }
    }

    /** The sum over all labels, 0 when there is none of that name. */
    public double sum(String name) {
        return text.lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
