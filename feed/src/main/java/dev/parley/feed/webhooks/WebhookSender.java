package dev.parley.feed.webhooks;

import dev.parley.storage.Database;
import dev.parley.storage.Events;
import dev.parley.storage.Webhooks;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** The classes of this package, connected. Confined to the feed's event loop. */
public final class WebhookSender {
    private static final long LOOK_MS = 250;
    private static final int CONNECTIONS = 4;

    private final HttpClient http;
    private final Dispatcher dispatcher;
    private final WebhookDesk desk;

    /** @param count is told how each attempt ended: delivered, failed, dead */
    public WebhookSender(
            Vertx vertx,
            String nodeId,
            Database database,
            WebhookConfig config,
            LongSupplier monotonicMs,
            Consumer<String> count) {
        Webhooks webhooks = new Webhooks(database);
        Events events = new Events(database);
        Targets targets =
                new Targets(config.allow(), host -> vertx.executeBlocking(() -> Targets.addresses(host), false));
        http = vertx.createHttpClient(
                new HttpClientOptions().setVerifyHost(true).setDecompressionSupported(false),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(config.max()));
        dispatcher = new Dispatcher(nodeId, webhooks, monotonicMs);
        Backoff backoff = new Backoff(config.retryMs(), config.retryMaxMs(), new SplittableRandom());
        dispatcher.by(new Route(
                webhooks,
                events,
                new Delivery(http, targets, config.timeoutMs()),
                backoff,
                config.attempts(),
                dispatcher::leads,
                count));
        desk = new WebhookDesk(webhooks, events, targets, config.max());
        vertx.setPeriodic(LOOK_MS, t -> dispatcher.look());
    }

    public WebhookDesk desk() {
        return desk;
    }

    /** Ends when another node may send. */
    public Future<Void> close() {
        return dispatcher.release().compose(v -> http.close());
    }
}
