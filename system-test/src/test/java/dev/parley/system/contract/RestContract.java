package dev.parley.system.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.parley.protocol.Json;
import dev.parley.protocol.Slice;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Calls operations by their id, and holds each answer to what the document says of it. For test threads. */
final class RestContract {
    private static final Pattern CODE = Pattern.compile("`([a-z_]+)`");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Documents documents;
    private final String url;
    private final Set<String> seen = new TreeSet<>();

    RestContract(Documents documents, String url) {
        this.documents = documents;
        this.url = url;
    }

    /** An operation of the document. */
    record Operation(String id, String method, String path, JsonNode json) {
        String pointer() {
            return "/paths/" + Documents.escaped(path) + "/" + method;
        }

        /** Whether a bearer's token is read. */
        boolean takesToken() {
            return json.has("security") ? json.get("security").findValue("bearer") != null : path.startsWith("/api/");
        }
    }

    Stream<Operation> operations() {
        return documents.http().path("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .filter(entry -> entry.getValue().has("operationId"))
                        .map(entry -> new Operation(
                                entry.getValue().get("operationId").asText(),
                                entry.getKey(),
                                path.getKey(),
                                entry.getValue())));
    }

    private Operation operation(String id) {
        return operations().filter(op -> op.id.equals(id)).findFirst().orElseThrow();
    }

    /** The answer's JSON, which is as documented, with that status. @param params of the path, in its order */
    JsonNode call(int status, String id, String token, ObjectNode body, String... params) {
        HttpResponse<String> response = send(id, token, body, params);
        assertThat(response.statusCode()).as("%s: %s", id, response.body()).isEqualTo(status);
        return json(response);
    }

    /** The answer as it came, checked all the same. @param id may be followed by a query */
    HttpResponse<String> send(String id, String token, ObjectNode body, String... params) {
        String[] parts = id.split("(?=\\?)");
        Operation op = operation(parts[0]);
        HttpRequest.Builder request = request(op, parts.length > 1 ? parts[1] : "", body, params);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return checked(op, body, request.build());
    }

    /** One with a further header. */
    HttpResponse<String> sendWith(String id, String header, String value, String param) {
        Operation op = operation(id);
        return checked(
                op, null, request(op, "", null, param).header(header, value).build());
    }

    private HttpRequest.Builder request(Operation op, String query, ObjectNode body, String... params) {
        String path = op.path;
        for (String param : params) {
            path = path.replaceFirst("\\{\\w+}", param);
        }
        return HttpRequest.newBuilder(URI.create(url + path + query))
                .method(
                        op.method.toUpperCase(Locale.ROOT),
                        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()));
    }

    private HttpResponse<String> checked(Operation op, ObjectNode body, HttpRequest request) {
        HttpResponse<String> response = send(request);
        if (body != null && response.statusCode() < 300) {
            String schema = op.pointer() + "/requestBody/content/application~1json/schema";
            assertThat(documents.httpFaults(schema, body))
                    .as("request of %s", op.id)
                    .isEmpty();
        }
        check(op, response);
        seen.add(op.id + " " + response.statusCode());
        return response;
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted");
        }
    }

    private void check(Operation op, HttpResponse<String> response) {
        String what = op.id + " " + response.statusCode() + " " + response.body();
        String key = Integer.toString(response.statusCode());
        boolean named = op.json.path("responses").has(key);
        assertThat(named || response.statusCode() >= 400).as(what).isTrue();
        String pointer = op.pointer() + "/responses/" + (named ? key : "default");
        JsonNode documented = documents.http().at(pointer);
        assertThat(documented.isObject()).as(what).isTrue();
        if (documented.has("$ref")) {
            pointer = documented.get("$ref").asText().substring(1);
            documented = documents.http().at(pointer);
        }
        checkHeaders(documented, response, what);
        checkBody(pointer, documented, response, what);
    }

    private static void checkHeaders(JsonNode documented, HttpResponse<String> response, String what) {
        documented.path("headers").properties().stream()
                .filter(header -> header.getValue().path("required").asBoolean())
                .forEach(header -> assertThat(response.headers().firstValue(header.getKey()))
                        .as(what)
                        .isPresent());
    }

    private void checkBody(String pointer, JsonNode documented, HttpResponse<String> response, String what) {
        if (!documented.has("content")) {
            assertThat(response.body()).as(what).isEmpty();
            return;
        }
        String type = response.headers().firstValue("Content-Type").orElse("").split(";")[0];
        assertThat(documented.path("content").has(type)).as("%s %s", what, type).isTrue();
        JsonNode body = type.endsWith("json") ? json(response) : TextNode.valueOf(response.body());
        String schema = pointer + "/content/" + Documents.escaped(type) + "/schema";
        assertThat(documents.httpFaults(schema, body)).as(what).isEmpty();
        if (type.equals("application/problem+json")) {
            assertThat(CODE.matcher(documented.path("description").asText())
                            .results()
                            .map(RestContract::code))
                    .as(what)
                    .contains(body.path("code").asText());
        }
    }

    private static String code(MatchResult found) {
        return found.group(1);
    }

    static ObjectNode json(HttpResponse<String> response) {
        return response.body().isEmpty() ? Json.newObject() : Json.object(Slice.utf8(response.body()));
    }

    /** Operations and their documented successes that were not called, or did not happen. */
    Set<String> unseen() {
        Set<String> missing = new TreeSet<>();
        operations().forEach(op -> op.json.path("responses").fieldNames().forEachRemaining(status -> {
            if (status.compareTo("400") < 0) {
                missing.add(op.id + " " + status);
            }
        }));
        missing.removeAll(seen);
        return missing;
    }
}
