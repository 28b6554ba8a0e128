package dev.parley.load.relay;

import io.vertx.core.Completable;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Parley's protocol with an operator beside it who taps everything, so that what a tap costs can be measured. */
final class TappedWire implements Wire {
    private static final long TOKEN_SECONDS = 24 * 3600;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final Wire plain;
    private final WebSocketClient client;
    private final String secret;
    private Future<Void> tapping;

    /** @param secret by which the nodes believe access tokens */
    TappedWire(WebSocketClient client, String payload, String secret) {
        this.plain = new ParleyWire(client, payload);
        this.client = client;
        this.secret = secret;
    }

    @Override
    public Future<Ends> connect(int pair, Address sender, Address recipient) {
        if (tapping == null) {
            tapping = tap(sender);
        }
        return tapping.compose(v -> plain.connect(pair, sender, recipient));
    }

    private Future<Void> tap(Address at) {
        return client.connect(at.port(), "127.0.0.1", "/eventbus/websocket")
                .compose(socket -> Future.<Void>future(done -> {
                    socket.textMessageHandler(frame -> heard(socket, frame, done));
                    socket.writeTextMessage(
                            "{\"type\":\"send\",\"address\":\"session.open\",\"replyAddress\":\"o\",\"body\":"
                                    + "{\"protocol\":1,\"token\":\"" + token() + "\"}}");
                }));
    }

    private static void heard(WebSocket socket, String frame, Completable<Void> tapping) {
        if (frame.startsWith("{\"type\":\"pong\"")) {
            socket.writeTextMessage("{\"type\":\"ping\"}");
        } else if (frame.startsWith("{\"type\":\"err\"")) {
            tapping.fail(frame);
        } else if (frame.startsWith("{\"type\":\"rec\",\"address\":\"o\"")) {
            socket.writeTextMessage("{\"type\":\"register\",\"address\":\"tap\",\"headers\":{\"pattern\":\">\"}}");
        } else if (frame.contains("\"type\":\"tapping\"")) {
            tapping.succeed();
        }
    }

    private String token() {
        long now = System.currentTimeMillis() / 1_000;
        JsonObject claims = new JsonObject()
                .put("sub", "bench")
                .put("username", "bench")
                .put("iss", "parley")
                .put("aud", "parley")
                .put("exp", now + TOKEN_SECONDS)
                .put("grants", new JsonObject().put("service", List.of("tap.>")));
        String input = encoded("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + '.' + encoded(claims.encode());
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return input + '.' + BASE64.encodeToString(mac.doFinal(input.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String encoded(String json) {
        return BASE64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Heard heard(Buffer frame) {
        return plain.heard(frame);
    }

    @Override
    public long id(Buffer frame, Heard heard) {
        return plain.id(frame, heard);
    }

    @Override
    public String ping() {
        return plain.ping();
    }
}
