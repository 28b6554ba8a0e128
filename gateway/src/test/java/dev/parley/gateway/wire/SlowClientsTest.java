package dev.parley.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.protocol.Json;
import dev.parley.protocol.Slice;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that send too slowly, that read too slowly, or that do nothing at all. */
class SlowClientsTest extends WireTest {
    private static final long SOON_MS = 10_000;
    private static final int DRIP_MS = 150;

    /** Sends a character now and then for as long as the server takes them. @return milliseconds until it was cut */
    private static long drip(RawHttp http, String text) throws IOException {
        CompletableFuture<Void> dripping = CompletableFuture.runAsync(() -> {
            try {
                for (int i = 0; !http.socket().isClosed(); i++) {
                    http.write(text.substring(i % text.length(), i % text.length() + 1));
                    TimeUnit.MILLISECONDS.sleep(DRIP_MS);
                }
            } catch (IOException cut) {
                // that is what the test waits for
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        long millis = http.millisUntilClosed();
        http.close();
        dripping.join();
        return millis;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "GET / HTTP/1.1\r\nX: ",
                "GET /eventbus/websocket HTTP/1.1\r\nUpgrade: websocket\r\nX: ",
                "POST /api/v1/rooms HTTP/1.1\r\nHost: a\r\nContent-Length: 5000\r\n\r\n",
                "POST /eventbus/000/slow0001/xhr_send HTTP/1.1\r\nHost: a\r\nContent-Length: 5000\r\n\r\n",
                "POST /api/v1/rooms HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1000\r\n",
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5000\r\n\r\n"
            })
    void aRequestThatDripsInIsCut(String begin) throws IOException {
        try (RawHttp http = new RawHttp(server.port)) {
            http.write(begin);
            assertThat(drip(http, "x")).as("milliseconds until the cut").isBetween(500L, SOON_MS);
        }
    }

    @Test
    void aLaterRequestThatDripsInIsCutAsWell() throws IOException {
        try (RawHttp http = new RawHttp(server.port)) {
            http.write("GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(http.response().status()).isEqualTo(200);
            assertThat(drip(http, "GET / HTTP/1.1 ")).isBetween(500L, SOON_MS);
        }
    }

    @Test
    void whoeverOnlyConnectsIsCut() throws IOException {
        try (RawHttp http = new RawHttp(server.port)) {
            assertThat(http.millisUntilClosed()).isBetween(500L, SOON_MS);
        }
    }

    @Test
    void requestsOneAfterTheOtherAreServedOnOneConnection() throws Exception {
        try (RawHttp http = new RawHttp(server.port)) {
            for (int i = 0; i < 8; i++) {
                http.write("GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n");
                assertThat(http.response().status()).isEqualTo(200);
                TimeUnit.MILLISECONDS.sleep(GatewayServer.REQUEST_TIMEOUT_MS / 3);
            }
        }
    }

    @Test
    void aPollThatWaitsForNewsIsNotCut() throws IOException {
        assertThat(RawHttp.send(server.port, "POST", "/eventbus/000/patient1/xhr", "")
                        .body())
                .isEqualTo("o\n");
        xhrSend("session.open", "{\\\"protocol\\\":1}");
        pollUntil("peerId");
        CompletableFuture<Void> news = CompletableFuture.runAsync(
                () -> xhrSend("rooms.request.get", "{\\\"roomId\\\":\\\"a\\\"}"),
                CompletableFuture.delayedExecutor(2 * GatewayServer.REQUEST_TIMEOUT_MS + 500, TimeUnit.MILLISECONDS));
        pollUntil("roomId");
        news.join();
    }

    /** Heartbeats may come first. */
    private static void pollUntil(String text) throws IOException {
        RawHttp.Response poll = RawHttp.send(server.port, "POST", "/eventbus/000/patient1/xhr", "");
        while (poll.status() == 200
                && poll.body().startsWith("a")
                && !poll.body().contains(text)) {
            poll = RawHttp.send(server.port, "POST", "/eventbus/000/patient1/xhr", "");
        }
        assertThat(poll.body()).contains(text);
    }

    private static void xhrSend(String address, String body) {
        String frame = "{\\\"type\\\":\\\"send\\\",\\\"address\\\":\\\"" + address
                + "\\\",\\\"replyAddress\\\":\\\"r\\\",\\\"body\\\":" + body + "}";
        try {
            String send = "[\"" + frame + "\"]";
            assertThat(RawHttp.send(server.port, "POST", "/eventbus/000/patient1/xhr_send", send)
                            .status())
                    .isEqualTo(204);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Test
    void aSocketThatNeverOpensIsClosedAndCutEvenIfItDoesNotAnswer() throws IOException {
        try (RawWs ws = server.raw()) {
            long begin = System.nanoTime();
            assertThat(ws.readClose()).isEqualTo(3002);
            assertThat(ws.connection().millisUntilClosed()).isNotNegative();
            assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin)).isLessThan(SOON_MS);
        }
    }

    private static String member(RawWs ws) throws Exception {
        JsonNode opened = Json.object(Slice.utf8(ws.request("session.open", "{\"protocol\":1}")))
                .get("body");
        String peer = opened.path("peerId").asText();
        ws.text("{\"type\":\"register\",\"address\":\"rooms.events.a\"}");
        ws.text("{\"type\":\"register\",\"address\":\"webrtc.signal.a." + peer + "\"}");
        ws.request("rooms.request.join", "{\"roomId\":\"a\"}");
        assertThat(until(() -> server.owner.isAttached(peer))).isTrue();
        return peer;
    }

    @Test
    void aReaderThatOnlySendsIsCutAndItsMembershipToldLost() throws Exception {
        try (RawWs ws = RawWs.slow(server.port)) {
            String peer = member(ws);
            for (int seq = 1; seq <= 3_000; seq++) {
                server.owner.push(peer, seq, 4_000);
            }
            assertThat(millisUntilWritesFail(ws)).as("cut, though it pings").isBetween(0L, SOON_MS);
            assertThat(until(() -> server.owner.detached.stream()
                            .anyMatch(d -> d.peerId().equals(peer) && d.gone())))
                    .isTrue();
        }
    }

    @Test
    void aReaderThatReadsOnAfterAllLearnsThatItWasTooSlow() throws Exception {
        try (RawWs ws = RawWs.slow(server.port)) {
            String peer = member(ws);
            for (int seq = 1; seq <= 3_000; seq++) {
                server.owner.push(peer, seq, 4_000);
            }
            awaitStandstill();
            assertThat(ws.readClose()).isEqualTo(3001);
        }
    }

    /** Waits until the socket has taken nothing more for a while. */
    private static void awaitStandstill() throws InterruptedException {
        int before = -1;
        while (server.owner.taken() != before) {
            before = server.owner.taken();
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private static long millisUntilWritesFail(RawWs ws) throws InterruptedException {
        long begin = System.nanoTime();
        for (int i = 0; i < SOON_MS / 100; i++) {
            try {
                ws.text("{\"type\":\"ping\"}");
            } catch (IOException cut) {
                return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return -1;
    }

    private static boolean until(java.util.function.BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < SOON_MS / 20 && !condition.getAsBoolean(); i++) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return condition.getAsBoolean();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/eventbus/websocket", "/eventbus/000/pingflood/websocket"})
    void whoeverPingsWithoutReadingTheAnswersIsCut(String path) throws IOException {
        ByteArrayOutputStream pings = new ByteArrayOutputStream();
        for (int i = 0; i < 500; i++) {
            pings.write(new byte[] {(byte) 0x89, (byte) (0x80 | 125), 0, 0, 0, 0});
            pings.write(new byte[125]);
        }
        long sent = 0;
        boolean cut = false;
        try (RawWs ws = new RawWs(server.port, path)) {
            ws.connection().socket().setReceiveBufferSize(4_096);
            while (!cut && sent < 100_000_000) {
                try {
                    ws.bytes(pings.toByteArray());
                    sent += pings.size();
                } catch (IOException refused) {
                    cut = true;
                }
            }
        }
        assertThat(cut).as("cut after %s bytes", sent).isTrue();
    }
}
