package dev.parley.gateway.wire;

import static dev.parley.gateway.wire.SockJsText.array;
import static dev.parley.gateway.wire.SockJsText.frames;
import static dev.parley.gateway.wire.SockJsText.get;
import static dev.parley.gateway.wire.SockJsText.open;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Polls and sends of one session at the same moment, on whatever lanes their connections came to. */
class PollingRaceTest {
    private static final int SESSIONS = 4;
    private static final int ASKED = 200;

    /** Far less than a heartbeat, which would bring what was stuck. */
    private static final long PATIENCE_S = 6;

    @Test
    void everyAnswerComesWithoutWaitingForAHeartbeat() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2 * SESSIONS);
        try (CapturedLog log = new CapturedLog();
                GatewayServer server = new GatewayServer()) {
            List<CompletableFuture<Void>> sessions = IntStream.range(0, SESSIONS)
                    .mapToObj(
                            i -> CompletableFuture.runAsync(() -> new Polling(server, i, threads).converse(), threads))
                    .toList();
            for (CompletableFuture<Void> session : sessions) {
                session.get(120, TimeUnit.SECONDS);
            }
            log.assertEmpty();
        } finally {
            threads.shutdownNow();
        }
    }

    /** One session: a thread polls all the time, another asks and waits for each answer. */
    private record Polling(int port, String base, Executor threads, BlockingQueue<JsonNode> answers) {
        private Polling(GatewayServer server, int number, Executor threads) {
            this(server.port, "/eventbus/000/race" + number, threads, new LinkedBlockingQueue<>());
        }

        private void converse() {
            try {
                post("/xhr", "");
                threads.execute(this::pollUntilEnded);
                ask(open());
                for (int i = 0; i < ASKED; i++) {
                    assertThat(ask(get("r" + i)).at("/body/roomId").asText()).isEqualTo("r" + i);
                }
            } catch (IOException | InterruptedException failed) {
                throw new CompletionException(failed);
            }
        }

        private JsonNode ask(String frame) throws IOException, InterruptedException {
            assertThat(post("/xhr_send", array(frame)).status()).isEqualTo(204);
            JsonNode answer = answers.poll(PATIENCE_S, TimeUnit.SECONDS);
            assertThat(answer).as("answer to %s", frame).isNotNull();
            return answer;
        }

        private void pollUntilEnded() {
            try {
                while (!Thread.currentThread().isInterrupted()) {
                    String line = post("/xhr", "").body();
                    if (line.startsWith("a")) {
                        answers.addAll(frames(line));
                    }
                }
            } catch (IOException ended) {
                Thread.currentThread().interrupt();
            }
        }

        private RawHttp.Response post(String path, String body) throws IOException {
            return RawHttp.send(port, "POST", base + path, body);
        }
    }
}
