package dev.parley.system.tap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.gateway.session.Tokens;
import dev.parley.gateway.token.AccessTokens;
import dev.parley.gateway.token.JwtSettings;
import dev.parley.protocol.AddressPattern;
import dev.parley.protocol.Grants;
import dev.parley.protocol.Ids;
import dev.parley.protocol.Json;
import dev.parley.protocol.UserRef;
import dev.parley.system.fixture.Eventually;
import dev.parley.system.fixture.LocalCluster;
import dev.parley.system.fixture.RawPeer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.stream.Stream;

/** A service that looks into a cluster, at one of its nodes. For test threads. */
final class Operator {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String SECRET = Ids.random(32);
    private final RawPeer socket;

    private Operator(RawPeer socket) {
        this.socket = socket;
    }

    /** Three nodes that believe the tokens made here. */
    static LocalCluster cluster() {
        return LocalCluster.of(3).with("PARLEY_JWT_SECRET", SECRET);
    }

    /** @param patterns that its token is good for */
    static Operator at(LocalCluster cluster, int node, String... patterns) {
        ObjectNode body = Json.newObject().put("token", token(patterns));
        return new Operator(RawPeer.open(cluster.crowd(), cluster.node(node).url(), body));
    }

    static String token(String... patterns) {
        JwtSettings settings = new JwtSettings("parley", "parley", 600, 60, SECRET, List.of(), null, List.of());
        Tokens tokens = new Tokens(Ids.random(32), AccessTokens.load(settings));
        List<AddressPattern> addresses =
                Stream.of(patterns).map(AddressPattern::new).toList();
        return tokens.issueRoomToken(new UserRef("ops", "ops"), "Ops", Grants.toServe(addresses), 600);
    }

    /** What a node answers to somebody who asks for the timeline of a call. */
    static HttpResponse<String> timeline(LocalCluster cluster, int node, String callId, String token) {
        URI uri = URI.create(cluster.node(node).url() + "/api/v1/calls/" + callId + "/timeline");
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + token)
                .build();
        return HTTP.sendAsync(request, BodyHandlers.ofString()).join();
    }

    /** Begins to tap, and waits until all nodes know it. */
    Operator tap(String name, String value, boolean raw) {
        register(name, value, raw);
        Eventually.holds(() -> !of("tapping").isEmpty(), () -> "not tapping: " + socket.frames());
        return this;
    }

    void register(String name, String value, boolean raw) {
        ObjectNode headers = Json.newObject().put(name, value);
        if (raw) {
            headers.put("raw", "true");
        }
        ObjectNode frame = Json.newObject().put("type", "register").put("address", "tap");
        frame.set("headers", headers);
        socket.send(Json.slice(frame).text());
    }

    void unregister() {
        socket.send("{\"type\":\"unregister\",\"address\":\"tap\"}");
    }

    RawPeer socket() {
        return socket;
    }

    /** What came at {@code tap}, of this type. */
    List<JsonNode> of(String type) {
        return socket.frames().stream()
                .filter(f -> f.path("address").asText().equals("tap"))
                .map(f -> f.path("body"))
                .filter(body -> body.path("type").asText().equals(type))
                .toList();
    }

    List<JsonNode> await(String type, int count) {
        Eventually.holds(
                () -> of(type).size() >= count,
                () -> "only " + of(type).size() + " of " + type + ": " + socket.frames());
        return of(type);
    }

    /** The code of the first error at {@code tap}. */
    String refusal() {
        return socket.await(
                        f -> f.path("type").asText().equals("err")
                                && f.path("address").asText().equals("tap"),
                        "an error at tap")
                .path("message")
                .asText();
    }
}
