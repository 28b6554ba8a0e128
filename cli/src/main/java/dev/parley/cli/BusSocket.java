package dev.parley.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.Json;
import dev.parley.protocol.Slice;
import java.net.URI;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A plain WebSocket to {@code /eventbus} with an open session. Frames wait in a queue; for one thread. */
final class BusSocket implements AutoCloseable, WebSocket.Listener {
    private static final String REPLY = "cli";
    private static final int WAITING_MAX = 10_000;

    private final BlockingQueue<ObjectNode> frames = new LinkedBlockingQueue<>(WAITING_MAX);
    private final StringBuilder partial = new StringBuilder();
    private final WebSocket socket;
    private final JsonNode session;

    /** Opens both. @throws ServerException when it is refused or nothing answers */
    BusSocket(Server server) {
        String address = server.url().replaceFirst("^http", "ws") + "/eventbus/websocket";
        try {
            socket = server.http()
                    .newWebSocketBuilder()
                    .connectTimeout(Server.PATIENCE)
                    .buildAsync(URI.create(address), this)
                    .join();
        } catch (CompletionException failed) {
            throw ServerException.unreachable(address, failed);
        }
        ObjectNode body = Json.newObject().put("protocol", 1).put("displayName", "parley");
        String token = server.token();
        session = ask("session.open", token == null ? body : body.put("token", token));
    }

    /** The answer to {@code session.open}. */
    JsonNode session() {
        return session;
    }

    private JsonNode ask(String address, ObjectNode body) {
        send(Json.newObject()
                .put("type", "send")
                .put("address", address)
                .put("replyAddress", REPLY)
                .set("body", body));
        long deadline = System.nanoTime() + Server.PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            ObjectNode frame = next(Server.PATIENCE.toMillis());
            if (frame != null && frame.path("address").asText().equals(REPLY)) {
                return orThrow(frame).path("body");
            }
        }
        throw ServerException.refused("unavailable", "The server did not answer in time.");
    }

    /** @throws ServerException when the frame is an error */
    static ObjectNode orThrow(ObjectNode frame) {
        if (frame.path("type").asText().equals("err")) {
            throw ServerException.refused(
                    frame.path("message").asText(), frame.path("detail").asText());
        }
        return frame;
    }

    void send(JsonNode frame) {
        socket.sendText(frame.toString(), true).join();
    }

    /** The next frame, null when none comes in time. @throws ServerException when the socket was closed */
    ObjectNode next(long ms) {
        try {
            ObjectNode frame = frames.poll(ms, TimeUnit.MILLISECONDS);
            if (frame != null && frame.has("closed")) {
                throw ServerException.refused(
                        frame.get("closed").asText(),
                        "The server closed the connection: "
                                + frame.path("reason").asText() + ".");
            }
            return frame;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
        partial.append(text);
        if (last) {
            take(Json.object(Slice.utf8(partial.toString())));
            partial.setLength(0);
        }
        from.request(1);
        return CompletableFuture.completedStage(null);
    }

    /** A heartbeat is answered at once, so that a quiet socket lives; a reader that is too slow loses the newest. */
    private void take(ObjectNode frame) {
        if (frame.path("type").asText().equals("pong")) {
            socket.sendText("{\"type\":\"ping\"}", true);
        } else {
            frames.offer(frame);
        }
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        frames.offer(Json.newObject().put("closed", "close " + code).put("reason", reason));
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
        frames.offer(Json.newObject().put("closed", "lost").put("reason", String.valueOf(failure.getMessage())));
    }

    @Override
    public void close() {
        socket.abort();
    }
}
