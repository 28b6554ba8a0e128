package dev.parley.node;

import static dev.parley.node.Blocking.attempt;
import static dev.parley.node.Blocking.await;

import dev.parley.cluster.EventSink;
import dev.parley.cluster.HazelcastNode;
import dev.parley.feed.FeedVerticle;
import dev.parley.node.config.ParleyConfig;
import dev.parley.storage.Database;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.Supplier;

/**
 * What a node writes to: its database, and the feed of events that goes there. Both are missing until {@link #open}, which a
 * node that owns nothing never calls; all of what ends them does nothing then. Methods block; not for an event loop.
 */
final class NodeStorage {
    private final Vertx vertx;
    private final ParleyConfig config;
    private final HazelcastNode hazelcast;
    private final MeterRegistry registry;
    private NodeDatabase database;
    private FeedVerticle feed;

    NodeStorage(Vertx vertx, ParleyConfig config, HazelcastNode hazelcast, MeterRegistry registry) {
        this.vertx = vertx;
        this.config = config;
        this.hazelcast = hazelcast;
        this.registry = registry;
    }

    void open() {
        database = NodeDatabase.open(vertx, config, registry);
        if (config.events().enabled()) {
            deployFeed();
        }
    }

    private void deployFeed() {
        FeedVerticle.Cluster cluster = new FeedVerticle.Cluster(
                hazelcast.nodeId(), hazelcast.journal(vertx), hazelcast::members, hazelcast.partitions()::partitionOf);
        feed = new FeedVerticle(
                cluster, database.database(), Settings.feed(config), Settings.webhooks(config), registry);
        await(vertx.deployVerticle(feed));
    }

    /** Only after {@link #open}. */
    Database database() {
        return database.database();
    }

    /** Asks the database for a sign of life; null on a node that has none. */
    Supplier<Future<Void>> ping() {
        return database == null ? null : database.database()::ping;
    }

    /** Where owners tell their events. */
    EventSink events() {
        return feed == null ? EventSink.NONE : feed.outbox();
    }

    /** Nodes without a feed ask others from now on. */
    void leave() {
        if (feed != null) {
            attempt(feed.leave());
        }
    }

    /** Has written what owners have told. */
    void drain() {
        if (feed != null) {
            attempt(feed.drain());
        }
    }

    /** Ends what uses Vert.x. */
    void close() {
        if (database != null) {
            attempt(database.close());
        }
    }

    /** Ends what is left, after Vert.x and everything that uses the database. */
    void stop() {
        if (database != null) {
            database.stop();
        }
    }
}
