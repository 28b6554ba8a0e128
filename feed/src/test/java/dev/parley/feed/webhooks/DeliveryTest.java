package dev.parley.feed.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.feed.Feed;
import dev.parley.storage.Webhook;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeliveryTest {
    /** Far more than an answer takes on a loaded machine. */
    private static final long PATIENT_MS = 60_000;

    private static final long IMPATIENT_MS = 500;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http = vertx.createHttpClient();
    private final List<String> paths = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private Targets targets;

    @BeforeEach
    void listen() {
        server = vertx.createHttpServer()
                .requestHandler(this::answer)
                .listen(0, "127.0.0.1")
                .await();
        targets = new Targets(
                List.of("127.0.0.0/8"), host -> Future.succeededFuture(List.of(InetAddress.getLoopbackAddress())));
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    private void answer(HttpServerRequest request) {
        paths.add(request.path());
        switch (request.path()) {
            case "/ok" -> request.response().end("thanks");
            case "/redirect" ->
                request.response()
                        .setStatusCode(302)
                        .putHeader("Location", "/ok")
                        .end();
            case "/error" -> request.response().setStatusCode(500).end();
            case "/large" -> request.response().end("x".repeat(1 << 20));
            case "/dribble" -> request.response().setChunked(true).write("x");
            default -> {}
        }
    }

    private String sent(String path) throws InterruptedException, TimeoutException {
        return sent(path, PATIENT_MS);
    }

    private String sent(String path, long timeoutMs) throws InterruptedException, TimeoutException {
        Webhook webhook = new Webhook(
                "w_a",
                "http://hook.example:" + server.actualPort() + path,
                Set.of(Feed.ROOMS),
                List.of(),
                "secret",
                true,
                0,
                0,
                0,
                0,
                null);
        try {
            new Delivery(http, targets, timeoutMs)
                    .send(webhook, "e1", "{}")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(2 * PATIENT_MS, TimeUnit.MILLISECONDS);
            return "taken";
        } catch (ExecutionException failed) {
            return failed.getCause().getMessage();
        }
    }

    @Test
    void onlyAStatusOf2xxIsTaken() throws Exception {
        assertThat(sent("/ok")).isEqualTo("taken");
        assertThat(sent("/error")).isEqualTo("answered 500");
    }

    @Test
    void aRedirectIsNotFollowed() throws Exception {
        assertThat(sent("/redirect")).isEqualTo("answered 302");
        assertThat(paths).containsExactly("/redirect");
    }

    @Test
    void noMoreThanTheBeginningOfAnAnswerIsRead() throws Exception {
        assertThat(sent("/large")).isEqualTo("taken");
        assertThat(sent("/ok")).isEqualTo("taken");
    }

    @Test
    void whoDoesNotAnswerInTimeHasNotTakenIt() throws Exception {
        assertThat(sent("/silent", IMPATIENT_MS)).contains("" + IMPATIENT_MS);
        assertThat(sent("/dribble", IMPATIENT_MS)).contains("" + IMPATIENT_MS);
        assertThat(sent("/ok")).isEqualTo("taken");
    }
}
