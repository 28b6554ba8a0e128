package dev.parley.system.services;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.Json;
import dev.parley.protocol.Slice;
import dev.parley.system.fixture.LocalCluster;
import io.vertx.core.Future;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;

/** The ways of back ends to ask a cluster. */
record Ways(LocalCluster nodes, String token) {
    /** From within the process of a node, of whichever node the bus chooses. */
    BackEnd.Way bus(int from) {
        DeliveryOptions options = new DeliveryOptions()
                .setSendTimeout(BackEnd.PATIENCE.toMillis())
                .addHeader("authorization", token);
        return (address, body) -> {
            Future<Message<Object>> asked =
                    nodes.node(from).vertx().eventBus().request(address, new JsonObject(body.toString()), options);
            return asked.map(answer -> BackEnd.ANSWERED)
                    .otherwise(Ways::outcome)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        };
    }

    private static String outcome(Throwable failure) {
        if (failure instanceof ReplyException reply && reply.failureType() == ReplyFailure.RECIPIENT_FAILURE) {
            return new JsonObject(reply.getMessage()).getString("code");
        }
        return failure instanceof ReplyException reply
                        && reply.failureType() == ReplyFailure.TIMEOUT
                        && reply.getMessage().startsWith("Timed out")
                ? BackEnd.SILENCE
                : failure.toString();
    }

    /** One connection to a node; when it is gone, one to the next. */
    BackEnd.Way tcp(int first) {
        return new OverTcp(this, first);
    }

    private static final class OverTcp implements BackEnd.Way {
        private final Ways ways;
        private int node;
        private TcpPeer peer;

        OverTcp(Ways ways, int first) {
            this.ways = ways;
            this.node = first;
        }

        @Override
        public String ask(String address, ObjectNode body) {
            try {
                peer = peer == null ? new TcpPeer(ways.nodes.node(node).servicesPort()) : peer;
                ObjectNode answer = peer.ask(ways.token, address, body);
                if (answer.path("type").asText().equals("message")) {
                    return BackEnd.ANSWERED;
                }
                if (!answer.hasNonNull("address")) {
                    next();
                }
                return answer.path("message").asText();
            } catch (UncheckedIOException broken) {
                next();
                return broken.getCause() instanceof SocketTimeoutException ? BackEnd.SILENCE : BackEnd.BROKEN;
            }
        }

        private void next() {
            if (peer != null) {
                peer.close();
            }
            peer = null;
            node = (node + 1) % ways.nodes.size();
        }
    }

    /** Requests to a node; when it refuses or cannot be reached, to the next. */
    BackEnd.Way rest(int first) {
        HttpClient http =
                HttpClient.newBuilder().connectTimeout(BackEnd.PATIENCE).build();
        int[] node = {first};
        return (address, body) -> {
            String url = nodes.node(node[0]).url() + "/api/v1/rooms";
            String outcome = outcome(http, request(url, address, body));
            if (outcome.equals("draining") || outcome.equals(BackEnd.BROKEN)) {
                node[0] = (node[0] + 1) % nodes.size();
            }
            return outcome;
        };
    }

    private HttpRequest request(String rooms, String address, ObjectNode body) {
        String room = rooms + "/" + body.path("roomId").asText();
        HttpRequest.Builder request = HttpRequest.newBuilder()
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .timeout(BackEnd.PATIENCE);
        return switch (address) {
            case "rooms.request.list" ->
                request.uri(URI.create(rooms + "?limit=1")).build();
            case "rooms.request.create" ->
                request.uri(URI.create(rooms))
                        .POST(BodyPublishers.ofString(body.toString()))
                        .build();
            case "rooms.request.get" -> request.uri(URI.create(room)).build();
            default -> request.uri(URI.create(room)).DELETE().build();
        };
    }

    private static String outcome(HttpClient http, HttpRequest request) {
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            return answer.statusCode() < 300
                    ? BackEnd.ANSWERED
                    : Json.object(Slice.utf8(answer.body())).path("code").asText();
        } catch (HttpTimeoutException silent) {
            return BackEnd.SILENCE;
        } catch (IOException broken) {
            return BackEnd.BROKEN;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return BackEnd.SILENCE;
        }
    }
}
