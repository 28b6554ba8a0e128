package dev.parley.cli;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers what it was told to, and remembers what it was asked. */
final class ScriptedServer implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final HttpServer server;
    final List<String> asked = new CopyOnWriteArrayList<>();
    final List<String> frames = new CopyOnWriteArrayList<>();
    private volatile List<String> pushed = List.of();

    ScriptedServer() {
        server = vertx.createHttpServer()
                .requestHandler(this::handle)
                .webSocketHandler(this::open)
                .listen(0, "127.0.0.1")
                .await();
    }

    String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    /** @param request as {@code GET /path} */
    ScriptedServer on(String request, String body) {
        answers.put(request, body);
        return this;
    }

    /** What a tap is given. */
    void push(String... bodies) {
        pushed = List.of(bodies);
    }

    private void handle(HttpServerRequest request) {
        String line = request.method() + " " + request.uri();
        asked.add(line + " " + request.getHeader("Authorization"));
        String body = answers.get(line);
        request.response()
                .setStatusCode(body == null ? 404 : body.isEmpty() ? 204 : 200)
                .end(body == null ? "{\"code\":\"room_unknown\",\"detail\":\"There is no such room.\"}" : body);
    }

    private void open(ServerWebSocket socket) {
        socket.textMessageHandler(text -> {
            frames.add(text);
            if (text.contains("session.open")) {
                socket.writeTextMessage("{\"type\":\"rec\",\"address\":\"cli\",\"body\":{\"node\":\"n1\"}}");
            } else if (text.contains("\"tap\"")) {
                pushed.forEach(body ->
                        socket.writeTextMessage("{\"type\":\"rec\",\"address\":\"tap\",\"body\":" + body + "}"));
            }
        });
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
