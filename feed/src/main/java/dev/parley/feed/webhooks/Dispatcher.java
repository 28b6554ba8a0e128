package dev.parley.feed.webhooks;

import dev.parley.storage.Webhook;
import dev.parley.storage.Webhooks;
import io.vertx.core.Future;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends webhooks from one node: the one that holds a lease in the database, by the database's clock. Confined to the feed's
 * event loop.
 */
final class Dispatcher {
    static final int LEASE_SECONDS = 10;
    /** Shorter than the lease, so that a node whose clock is slow stops first. */
    private static final long TRUST_MS = 7_000;

    private static final long RENEW_MS = 2_500;
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private final String nodeId;
    private final Webhooks webhooks;
    private final LongSupplier monotonicMs;
    private final Set<String> busy = new HashSet<>();
    private Route route;
    private long leadsUntil = Long.MIN_VALUE;
    private long renewedAt = Long.MIN_VALUE / 2;
    private boolean looking;

    Dispatcher(String nodeId, Webhooks webhooks, LongSupplier monotonicMs) {
        this.nodeId = nodeId;
        this.webhooks = webhooks;
        this.monotonicMs = monotonicMs;
    }

    void by(Route way) {
        route = way;
    }

    /** Whether this node is the one that sends. */
    boolean leads() {
        return monotonicMs.getAsLong() < leadsUntil;
    }

    /** To be called a few times a second, and when there are new events. */
    void look() {
        if (looking) {
            return;
        }
        looking = true;
        lease().compose(leads -> leads ? webhooks.all() : Future.succeededFuture(List.<Webhook>of()))
                .onSuccess(all -> all.forEach(this::run))
                .onFailure(failure -> LOG.debug("webhooks wait", failure))
                .onComplete(done -> looking = false);
    }

    private Future<Boolean> lease() {
        long now = monotonicMs.getAsLong();
        if (now - renewedAt < RENEW_MS) {
            return Future.succeededFuture(leads());
        }
        renewedAt = now;
        return webhooks.lease(nodeId, LEASE_SECONDS).map(granted -> {
            leadsUntil = granted ? now + TRUST_MS : Long.MIN_VALUE;
            return granted;
        });
    }

    private void run(Webhook webhook) {
        if (!webhook.enabled() || webhook.waitMs() > 0 || !busy.add(webhook.id())) {
            return;
        }
        route.run(webhook)
                .onFailure(failure -> LOG.debug("webhook {} waits", webhook.id(), failure))
                .onComplete(done -> {
                    busy.remove(webhook.id());
                    if (done.succeeded() && done.result()) {
                        look();
                    }
                });
    }

    /** At the end of this node another may send at once. */
    Future<Void> release() {
        boolean led = leads();
        leadsUntil = Long.MIN_VALUE;
        return led ? webhooks.release(nodeId).otherwiseEmpty() : Future.succeededFuture();
    }
}
