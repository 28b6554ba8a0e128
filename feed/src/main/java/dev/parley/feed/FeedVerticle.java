package dev.parley.feed;

import dev.parley.cluster.Journal;
import dev.parley.feed.webhooks.WebhookConfig;
import dev.parley.feed.webhooks.WebhookSender;
import dev.parley.protocol.Addresses;
import dev.parley.protocol.feed.Feed;
import dev.parley.protocol.feed.FeedEvent;
import dev.parley.protocol.feed.ToldEvent;
import dev.parley.storage.Database;
import dev.parley.storage.Events;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The feed of one node: connects the classes of this module to the bus, the clock and the database. */
public final class FeedVerticle extends AbstractVerticle {
    private static final Logger LOG = LoggerFactory.getLogger(FeedVerticle.class);
    private static final long ADOPT_MS = 1_000;
    private static final long PRUNE_MS = 60_000;
    /** At the end what waits is written, if that takes no longer. */
    private static final long DRAIN_MS = 3_000;

    private final Cluster cluster;
    private final Events events;
    private final FeedConfig config;
    private final WebhookConfig webhooks;
    private final Database database;
    private final FeedMetrics metrics;
    private final Outbox outbox;
    private Tail tail;
    private volatile MessageConsumer<Buffer> fromOthers;
    private FeedDesk desk;
    private boolean pruning;
    private volatile WebhookSender sender;

    /**
     * What the verticle needs of the cluster.
     *
     * @param members the ids of all its nodes, this one included
     */
    public record Cluster(
            String nodeId, Journal journal, Supplier<Set<String>> members, ToIntFunction<String> partitionOf) {}

    public FeedVerticle(
            Cluster cluster, Database database, FeedConfig config, WebhookConfig webhooks, MeterRegistry registry) {
        this.database = database;
        this.webhooks = webhooks;
        this.cluster = cluster;
        this.events = new Events(database);
        this.config = config;
        this.metrics = new FeedMetrics(registry, config.outboxMax());
        this.outbox = new Outbox(cluster.nodeId(), config.outboxMax(), cluster.journal(), this::open, metrics);
    }

    /** Where the owners of this node put their events; it takes them before the verticle runs. */
    public Outbox outbox() {
        return outbox;
    }

    @Override
    public void start() {
        LongSupplier now = () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
        tail = new Tail(vertx, events::newest, config.waitingMax());
        metrics.readers(tail::waiting, config.waitingMax());
        Recorder recorder = new Recorder(this::append, this::written, metrics);
        Adoption adoption = new Adoption(cluster.journal(), recorder, cluster.members());
        sender = new WebhookSender(vertx, cluster.nodeId(), database, webhooks, now, metrics::delivery);
        desk = new FeedDesk()
                .serve("read", new FeedReads(events, tail, now)::read)
                .serve("webhooks.create", sender.desk()::create)
                .serve("webhooks.list", sender.desk()::list)
                .serve("webhooks.update", sender.desk()::update)
                .serve("webhooks.delete", sender.desk()::delete)
                .serve("webhooks.dead", sender.desk()::dead)
                .serve("webhooks.replay", sender.desk()::replay);
        MessageConsumer<Buffer> asked = vertx.eventBus().localConsumer(Addresses.feed(cluster.nodeId()));
        asked.handler(desk::receive);
        fromOthers = vertx.eventBus().consumer(Addresses.FEED, desk::receive);
        vertx.setPeriodic(Tail.LOOK_MS, t -> tail.look());
        vertx.setPeriodic(ADOPT_MS, t -> {
            adoption.look();
            metrics.waiting(outbox.waiting(), now.getAsLong());
        });
        vertx.setPeriodic(PRUNE_MS, t -> prune());
        outbox.begin(context, recorder);
    }

    private Future<List<ToldEvent>> append(List<FeedEvent> batch) {
        return events.append(batch, cluster.partitionOf());
    }

    /** Whoever listens on the bus is told at once, as a hint: what it misses it reads. */
    private void written(List<ToldEvent> told) {
        if (told.isEmpty()) {
            return;
        }
        told.forEach(one -> tail.reached(one.event().feed(), one.position()));
        tail.wake();
        told.forEach(one -> vertx.eventBus()
                .publish(one.event().feed().address(), new JsonObject(one.json().toString())));
    }

    private Future<List<String>> open(Feed feed, Collection<Integer> partitions) {
        return open(feed, partitions, "", new ArrayList<>());
    }

    private Future<List<String>> open(Feed feed, Collection<Integer> partitions, String after, List<String> found) {
        return events.open(feed, partitions, after).compose(keys -> {
            found.addAll(keys);
            return keys.size() < Events.KEYS_MAX
                    ? Future.succeededFuture(found)
                    : open(feed, partitions, keys.get(keys.size() - 1), found);
        });
    }

    private void prune() {
        if (!pruning) {
            pruning = true;
            pruned().onFailure(failure -> LOG.debug("old events are still there", failure))
                    .onComplete(done -> pruning = false);
        }
    }

    private Future<Void> pruned() {
        return events.prune(config.keepDays(), config.keepCount())
                .compose(more -> more ? pruned() : Future.succeededFuture());
    }

    /** Once it ends nodes without a feed ask others; what they sent before they knew is still answered. Any thread. */
    public Future<Void> leave() {
        if (fromOthers == null) {
            return Future.succeededFuture();
        }
        vertx.eventBus().localConsumer(Addresses.FEED, desk::receive);
        return fromOthers.unregister();
    }

    /** Ends when the database has what waits, or will not have it in time; then other nodes write it. Any thread. */
    public Future<Void> drain() {
        Future<Void> sent = sender == null ? Future.succeededFuture() : sender.close();
        return Future.join(outbox.emptied(), sent)
                .<Void>mapEmpty()
                .timeout(DRAIN_MS, TimeUnit.MILLISECONDS)
                .otherwiseEmpty();
    }
}
