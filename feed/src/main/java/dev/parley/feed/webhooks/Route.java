package dev.parley.feed.webhooks;

import dev.parley.protocol.feed.ToldEvent;
import dev.parley.storage.DeadEvent;
import dev.parley.storage.Events;
import dev.parley.storage.Webhook;
import dev.parley.storage.Webhooks;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The way of one webhook: its events one after the other, the next when the one before was taken or put aside. */
final class Route {
    private static final int PAGE = 50;

    private final Webhooks webhooks;
    private final Events events;
    private final Delivery delivery;
    private final Backoff backoff;
    private final int attemptsMax;
    private final BooleanSupplier leads;
    private final Consumer<String> count;

    /**
     * @param leads whether this node still is the one that sends, asked before each request
     * @param count is told how each attempt ended: delivered, failed, dead
     */
    Route(
            Webhooks webhooks,
            Events events,
            Delivery delivery,
            Backoff backoff,
            int attemptsMax,
            BooleanSupplier leads,
            Consumer<String> count) {
        this.webhooks = webhooks;
        this.events = events;
        this.delivery = delivery;
        this.backoff = backoff;
        this.attemptsMax = attemptsMax;
        this.leads = leads;
        this.count = count;
    }

    /** Sends what there is, up to a page. @return whether there may be more at once */
    Future<Boolean> run(Webhook webhook) {
        return webhooks.again(webhook.id())
                .compose(dead -> dead == null ? Future.succeededFuture() : again(webhook, dead))
                .compose(v -> events.page(webhook.position(), webhook.feeds(), PAGE))
                .compose(page -> {
                    List<ToldEvent> wanted = page.events().stream()
                            .filter(told -> webhook.wants(told.event().type()))
                            .toList();
                    boolean whole = page.events().size() < PAGE;
                    long end = whole
                            ? page.head()
                            : page.events().get(page.events().size() - 1).position();
                    return all(webhook, wanted, 0, webhook.attempts()).compose(sent -> {
                        boolean passes = sent && end > webhook.position();
                        return (passes ? webhooks.advance(webhook.id(), end) : Future.<Void>succeededFuture())
                                .map(v -> sent && !whole);
                    });
                });
    }

    /** @return whether all of them are done with; not when one is to be tried again later */
    private Future<Boolean> all(Webhook webhook, List<ToldEvent> wanted, int from, int attempts) {
        if (from >= wanted.size()) {
            return Future.succeededFuture(true);
        }
        if (!leads.getAsBoolean()) {
            return Future.succeededFuture(false);
        }
        ToldEvent told = wanted.get(from);
        String event = told.json().toString();
        return delivery.send(webhook, told.event().id(), event)
                .compose(
                        v -> {
                            count.accept("delivered");
                            return webhooks.advance(webhook.id(), told.position())
                                    .map(true);
                        },
                        failure -> failed(webhook, told, event, attempts + 1, why(failure)))
                .compose(done -> done ? all(webhook, wanted, from + 1, 0) : Future.succeededFuture(false));
    }

    private Future<Boolean> failed(Webhook webhook, ToldEvent told, String event, int attempts, String why) {
        if (attempts < attemptsMax) {
            count.accept("failed");
            return webhooks.failed(webhook.id(), told.position(), attempts, backoff.afterMs(attempts), why)
                    .map(false);
        }
        count.accept("dead");
        return webhooks.bury(webhook.id(), told.position(), event, attempts, why)
                .compose(v -> webhooks.advance(webhook.id(), told.position()))
                .map(true);
    }

    private Future<Void> again(Webhook webhook, DeadEvent dead) {
        if (!leads.getAsBoolean()) {
            return Future.succeededFuture();
        }
        String id = dev.parley.protocol.Json.object(dev.parley.protocol.Slice.utf8(dead.event()))
                .path("id")
                .asText();
        return delivery.send(webhook, id, dead.event())
                .compose(
                        v -> {
                            count.accept("delivered");
                            return webhooks.revived(webhook.id(), dead.position());
                        },
                        failure -> {
                            count.accept("failed");
                            return webhooks.bury(
                                    webhook.id(), dead.position(), dead.event(), dead.attempts() + 1, why(failure));
                        });
    }

    private static String why(Throwable failure) {
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }
}
