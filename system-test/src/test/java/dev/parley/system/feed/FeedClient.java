package dev.parley.system.feed;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.protocol.Json;
import dev.parley.protocol.Slice;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks for events over HTTP. For test threads. */
final class FeedClient {
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
    private final String token;

    FeedClient(String token) {
        this.token = token;
    }

    HttpResponse<String> get(String url, String query) throws IOException {
        return send(HttpRequest.newBuilder(URI.create(url + "/api/v1/events?" + query))
                .timeout(Duration.ofSeconds(10)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return http.send(request.header("Authorization", "Bearer " + token).build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** Posts a body and gives the answer's. */
    JsonNode post(int status, String url, JsonNode body) {
        try {
            HttpResponse<String> answer = send(
                    HttpRequest.newBuilder(URI.create(url)).POST(HttpRequest.BodyPublishers.ofString(body.toString())));
            if (answer.statusCode() != status) {
                throw new AssertionError(answer.statusCode() + " " + answer.body());
            }
            return Json.object(Slice.utf8(answer.body()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A page; an answer that is none fails. */
    JsonNode page(String url, String query) {
        try {
            HttpResponse<String> answer = get(url, query);
            if (answer.statusCode() != 200) {
                throw new AssertionError(answer.statusCode() + " " + answer.body());
            }
            return Json.object(Slice.utf8(answer.body()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
