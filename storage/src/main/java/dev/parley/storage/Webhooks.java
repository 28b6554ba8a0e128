package dev.parley.storage;

import dev.parley.protocol.feed.Feed;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Webhooks, and what they could not be given. Every method fails with {@code unavailable} when the database is away. Thread-safe. */
public final class Webhooks {
    /** Most entries of one page of dead events. */
    public static final int PAGE_MAX = 200;

    private static final int ERROR_MAX = 200;
    private static final double MS_PER_SECOND = 1_000;

    private final Database database;

    public Webhooks(Database database) {
        this.database = database;
    }

    public Future<List<Webhook>> all() {
        return database.query(WebhookSql.ALL, Tuple.tuple()).map(rows -> {
            List<Webhook> all = new ArrayList<>(rows.size());
            rows.forEach(row -> all.add(webhook(row)));
            return all;
        });
    }

    /** Null when there is none. */
    public Future<Webhook> find(String id) {
        return database.query(WebhookSql.FIND, Tuple.of(id))
                .map(rows -> rows.size() == 0 ? null : webhook(rows.iterator().next()));
    }

    /** @return false when there are {@code max} already */
    public Future<Boolean> create(Webhook webhook, int max) {
        return database.query(
                        WebhookSql.CREATE,
                        Tuple.of(webhook.id(), webhook.url(), names(webhook.feeds()), types(webhook))
                                .addString(webhook.secret())
                                .addLong(webhook.position())
                                .addInteger(max))
                .map(rows -> rows.rowCount() > 0);
    }

    /** Changes its target, feeds, types and whether it is enabled. @return whether there is one */
    public Future<Boolean> update(Webhook webhook) {
        return database.query(
                        WebhookSql.UPDATE,
                        Tuple.of(
                                webhook.id(), webhook.url(), names(webhook.feeds()), types(webhook), webhook.enabled()))
                .map(rows -> rows.rowCount() > 0);
    }

    /** @return whether there was one */
    public Future<Boolean> delete(String id) {
        return database.query(WebhookSql.DELETE, Tuple.of(id)).map(rows -> rows.rowCount() > 0);
    }

    /** It has everything up to this position. */
    public Future<Void> advance(String id, long position) {
        return database.query(WebhookSql.ADVANCE, Tuple.of(id, position)).mapEmpty();
    }

    /** The event at the position was not taken; it is tried again after a while. */
    public Future<Void> failed(String id, long position, int attempts, long retryMs, String error) {
        return database.query(
                        WebhookSql.FAILED, Tuple.of(id, position, attempts, retryMs / MS_PER_SECOND, shortened(error)))
                .mapEmpty();
    }

    /** The event is put aside. */
    public Future<Void> bury(String id, long position, String event, int attempts, String error) {
        return database.query(WebhookSql.BURY, Tuple.of(id, position, event, attempts, shortened(error)))
                .mapEmpty();
    }

    /** What was put aside, oldest first, after a position; at most {@link #PAGE_MAX}. */
    public Future<List<DeadEvent>> dead(String id, long after, int limit) {
        return database.query(WebhookSql.DEAD, Tuple.of(id, after, Math.max(1, Math.min(limit, PAGE_MAX))))
                .map(Webhooks::dead);
    }

    /** Everything that was put aside is to be sent once more. @return how many */
    public Future<Integer> replay(String id) {
        return database.query(WebhookSql.REPLAY, Tuple.of(id)).map(RowSet::rowCount);
    }

    /** The next that is to be sent once more, null for none. */
    public Future<DeadEvent> again(String id) {
        return database.query(WebhookSql.AGAIN, Tuple.of(id))
                .map(Webhooks::dead)
                .map(found -> found.isEmpty() ? null : found.get(0));
    }

    /** It was taken after all. */
    public Future<Void> revived(String id, long position) {
        return database.query(WebhookSql.REVIVED, Tuple.of(id, position)).mapEmpty();
    }

    /** @return whether this node sends for that many seconds more, by the database's clock */
    public Future<Boolean> lease(String node, int seconds) {
        return database.query(WebhookSql.LEASE, Tuple.of(node, (double) seconds))
                .map(rows -> rows.rowCount() > 0);
    }

    /** Another node may send at once. */
    public Future<Void> release(String node) {
        return database.query(WebhookSql.RELEASE, Tuple.of(node)).mapEmpty();
    }

    private static String shortened(String error) {
        return error.length() > ERROR_MAX ? error.substring(0, ERROR_MAX) : error;
    }

    private static String[] names(Collection<Feed> feeds) {
        return feeds.stream().map(Feed::wire).toArray(String[]::new);
    }

    private static String[] types(Webhook webhook) {
        return webhook.types().toArray(String[]::new);
    }

    private static Webhook webhook(Row row) {
        Set<Feed> feeds = EnumSet.noneOf(Feed.class);
        for (String name : row.getArrayOfStrings("feeds")) {
            feeds.add(Feed.of(name));
        }
        Long wait = row.getLong("wait_ms");
        return new Webhook(
                row.getString("id"),
                row.getString("url"),
                feeds,
                List.of(row.getArrayOfStrings("types")),
                row.getString("secret"),
                row.getBoolean("enabled"),
                Times.ms(row.getOffsetDateTime("created_at")),
                row.getLong("position"),
                row.getInteger("attempts"),
                wait == null ? 0 : wait,
                row.getString("last_error"));
    }

    private static List<DeadEvent> dead(RowSet<Row> rows) {
        List<DeadEvent> dead = new ArrayList<>(rows.size());
        rows.forEach(row -> dead.add(new DeadEvent(
                row.getLong("position"),
                row.getString("event"),
                row.getInteger("attempts"),
                row.getString("error"),
                Times.ms(row.getOffsetDateTime("died_at")),
                row.getBoolean("again"))));
        return dead;
    }
}
