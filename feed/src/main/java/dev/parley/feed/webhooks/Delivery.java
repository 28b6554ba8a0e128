package dev.parley.feed.webhooks;

import dev.parley.feed.webhooks.Targets.Target;
import dev.parley.storage.Webhook;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Sends one event. Redirects are not followed, and no more than the beginning of the answer is read. */
final class Delivery {
    private static final int ANSWER_MAX = 1_024;
    private static final long MS_PER_SECOND = 1_000;

    private final HttpClient http;
    private final Targets targets;
    private final long timeoutMs;

    Delivery(HttpClient http, Targets targets, long timeoutMs) {
        this.http = http;
        this.targets = targets;
        this.timeoutMs = timeoutMs;
    }

    /** Fails, within the time for a request, with what went wrong: anything but a status of 200 to 299 does. */
    Future<Void> send(Webhook webhook, String eventId, String event) {
        byte[] body = event.getBytes(StandardCharsets.UTF_8);
        return targets.judge(webhook.url()).compose(target -> post(webhook, target, eventId, body));
    }

    private Future<Void> post(Webhook webhook, Target target, String eventId, byte[] body) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(
                        target.port(), target.address().getHostAddress()))
                .setHost(target.host())
                .setPort(target.port())
                .setSsl(target.isSecure())
                .setURI(target.path())
                .setFollowRedirects(false)
                .setConnectTimeout(timeoutMs)
                .setIdleTimeout(timeoutMs)
                .putHeader("Content-Type", "application/json")
                .putHeader("User-Agent", "parley-webhooks")
                .putHeader("Parley-Event-Id", eventId)
                .putHeader("Parley-Webhook-Id", webhook.id())
                .putHeader(
                        Signature.HEADER,
                        Signature.of(webhook.secret(), System.currentTimeMillis() / MS_PER_SECOND, body));
        Promise<HttpClientRequest> sent = Promise.promise();
        return http.request(options)
                .onSuccess(sent::complete)
                .compose(request -> request.send(Buffer.buffer(body)))
                .compose(Delivery::taken)
                .timeout(timeoutMs, TimeUnit.MILLISECONDS)
                .onFailure(failure -> sent.future().onSuccess(HttpClientRequest::reset));
    }

    private static Future<Void> taken(HttpClientResponse response) {
        int[] read = {0};
        Promise<Void> ended = Promise.promise();
        response.handler(part -> {
            read[0] += part.length();
            if (read[0] > ANSWER_MAX) {
                response.request().reset();
                ended.tryComplete();
            }
        });
        response.end().onComplete(done -> ended.tryComplete());
        int status = response.statusCode();
        return status >= 200 && status < 300
                ? ended.future()
                : ended.future().compose(v -> Future.failedFuture("answered " + status));
    }
}
