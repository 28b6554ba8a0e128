package dev.parley.system.feed;

import dev.parley.protocol.Json;
import dev.parley.protocol.Slice;
import dev.parley.system.fixture.Eventually;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A service that webhooks are sent to: at random it fails, before or after it took the event, or does not answer. */
final class Receiver {
    private static final Pattern SIGNATURE = Pattern.compile("t=(\\d+),v1=([0-9a-f]{64})");

    private final FeedCopy copy = new FeedCopy();
    private final Random dice = new Random(9);
    private HttpServer server;
    private volatile String secret = "";
    private volatile int taken;
    private volatile int failed;
    private volatile int hung;
    private volatile int forged;

    static Receiver listen(Vertx vertx) {
        Receiver receiver = new Receiver();
        receiver.server = Eventually.result(vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> receiver.receive(request, body)))
                .listen(0, "127.0.0.1"));
        return receiver;
    }

    String url() {
        return "http://127.0.0.1:" + server.actualPort() + "/hook";
    }

    void secret(String value) {
        secret = value;
    }

    private void receive(HttpServerRequest request, Buffer body) {
        if (!isFromParley(request.getHeader("Parley-Signature"), body.getBytes())) {
            forged++;
            request.response().setStatusCode(401).end();
            return;
        }
        int luck = dice.nextInt(100);
        boolean takes = luck >= 20;
        if (takes) {
            taken++;
            copy.take(Json.object(Slice.of(body.getBytes())));
        }
        if (luck < 30) {
            failed++;
            request.response().setStatusCode(500).end("x".repeat(5_000));
        } else if (luck < 34) {
            hung++;
        } else {
            request.response().setStatusCode(204).end();
        }
    }

    private boolean isFromParley(String header, byte[] body) {
        Matcher found = SIGNATURE.matcher(header == null ? "" : header);
        if (!found.matches()) {
            return false;
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((found.group(1) + ".").getBytes(StandardCharsets.UTF_8));
            return MessageDigest.isEqual(mac.doFinal(body), HexFormat.of().parseHex(found.group(2)));
        } catch (GeneralSecurityException missing) {
            throw new AssertionError(missing);
        }
    }

    FeedCopy copy() {
        return copy;
    }

    int failed() {
        return failed;
    }

    int forged() {
        return forged;
    }

    @Override
    public String toString() {
        return taken + " requests taken, " + failed + " answered 500, " + hung + " not answered";
    }
}
