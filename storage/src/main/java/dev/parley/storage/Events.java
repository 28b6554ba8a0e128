package dev.parley.storage;

import dev.parley.protocol.Epoch;
import dev.parley.protocol.Json;
import dev.parley.protocol.Slice;
import dev.parley.protocol.feed.Feed;
import dev.parley.protocol.feed.FeedEvent;
import dev.parley.protocol.feed.ToldEvent;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** The feed of events. Every method fails with {@code unavailable} when the database is away. Thread-safe. */
public final class Events {
    /** Most events of one batch. */
    public static final int BATCH_MAX = 1_000;
    /** Most events of one page. */
    public static final int PAGE_MAX = 500;

    /** Most keys of one answer of {@link #open}. */
    public static final int KEYS_MAX = 2_000;

    private final Database database;

    public Events(Database database) {
        this.database = database;
    }

    /**
     * Events as of one instant.
     *
     * @param floor up to where events were deleted
     * @param head the last position there is
     */
    public record Page(long floor, long head, List<ToldEvent> events) {}

    /**
     * Adds events in their order, all or none; those whose id is there already change nothing. At most {@link #BATCH_MAX}.
     *
     * @return those that were new, with their positions
     */
    public Future<List<ToldEvent>> append(List<FeedEvent> batch, ToIntFunction<String> partitionOf) {
        if (batch.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        if (batch.size() > BATCH_MAX) {
            return Future.failedFuture(new IllegalArgumentException("at most " + BATCH_MAX + " at once"));
        }
        return database.query(EventSql.APPEND, columns(batch, partitionOf)).map(rows -> told(batch, rows));
    }

    private static Tuple columns(List<FeedEvent> batch, ToIntFunction<String> partitionOf) {
        return Tuple.tuple()
                .addArrayOfString(texts(batch, FeedEvent::id))
                .addArrayOfString(texts(batch, event -> event.feed().wire()))
                .addArrayOfString(texts(batch, FeedEvent::key))
                .addArrayOfInteger(batch.stream()
                        .map(event -> partitionOf.applyAsInt(event.key()))
                        .toArray(Integer[]::new))
                .addArrayOfString(texts(batch, FeedEvent::epoch))
                .addArrayOfString(texts(batch, event -> Epoch.rank(event.epoch())))
                .addArrayOfLong(batch.stream().map(FeedEvent::n).toArray(Long[]::new))
                .addArrayOfString(texts(batch, FeedEvent::type))
                .addArrayOfLong(batch.stream().map(FeedEvent::at).toArray(Long[]::new))
                .addArrayOfString(texts(batch, FeedEvent::node))
                .addArrayOfBoolean(batch.stream().map(FeedEvent::goesOn).toArray(Boolean[]::new))
                .addArrayOfString(texts(batch, event -> new String(Json.bytes(event.data()), StandardCharsets.UTF_8)));
    }

    private static String[] texts(List<FeedEvent> batch, Function<FeedEvent, String> column) {
        return batch.stream().map(column).toArray(String[]::new);
    }

    private static List<ToldEvent> told(List<FeedEvent> batch, RowSet<Row> rows) {
        Map<String, FeedEvent> byId = new HashMap<>();
        batch.forEach(event -> byId.put(event.id(), event));
        List<ToldEvent> told = new ArrayList<>(rows.size());
        rows.forEach(row -> told.add(new ToldEvent(
                row.getLong("told_position"), row.getBoolean("told_late"), byId.get(row.getString("told_id")))));
        return told;
    }

    /** The events after a position, oldest first; at most {@link #PAGE_MAX}. */
    public Future<Page> page(long after, Collection<Feed> feeds, int limit) {
        int most = Math.max(1, Math.min(limit, PAGE_MAX));
        String[] names = feeds.stream().map(Feed::wire).toArray(String[]::new);
        Future<RowSet<Row>> rows = names.length == 1
                ? database.query(EventSql.PAGE_OF_ONE, Tuple.of(after, names[0], most))
                : database.query(EventSql.PAGE, Tuple.of(after, names, most));
        return rows.map(Events::page);
    }

    private static Page page(RowSet<Row> rows) {
        List<ToldEvent> events = new ArrayList<>(rows.size());
        Row any = rows.iterator().next();
        rows.forEach(row -> {
            if (row.getLong("position") != null) {
                events.add(event(row));
            }
        });
        return new Page(any.getLong("floor"), any.getLong("head"), events);
    }

    static ToldEvent event(Row row) {
        FeedEvent event = new FeedEvent(
                row.getString("id"),
                Feed.of(row.getString("feed")),
                row.getString("key"),
                row.getString("epoch"),
                row.getLong("n"),
                row.getString("type"),
                row.getLong("at_ms"),
                row.getString("node"),
                Json.object(Slice.utf8(row.getString("data"))));
        return new ToldEvent(row.getLong("position"), row.getBoolean("late"), event);
    }

    /** The last position there is. */
    public Future<Long> head() {
        return database.query(EventSql.HEAD, Tuple.tuple())
                .map(rows -> rows.iterator().next().getLong("head"));
    }

    /** The last position of each feed that has any behind the given one. */
    public Future<Map<Feed, Long>> newest(long after) {
        return database.query(EventSql.NEWEST, Tuple.of(after)).map(rows -> {
            Map<Feed, Long> newest = new EnumMap<>(Feed.class);
            rows.forEach(row -> newest.put(Feed.of(row.getString("feed")), row.getLong("newest")));
            return newest;
        });
    }

    /** Keys that go on, of these partitions, in their order after {@code cursor}; at most {@link #KEYS_MAX}. */
    public Future<List<String>> open(Feed feed, Collection<Integer> partitions, String cursor) {
        Tuple asked = Tuple.of(feed.wire(), partitions.toArray(Integer[]::new), cursor, KEYS_MAX);
        return database.query(EventSql.OPEN_KEYS, asked).map(rows -> {
            List<String> keys = new ArrayList<>(rows.size());
            rows.forEach(row -> keys.add(row.getString("key")));
            return keys;
        });
    }

    /**
     * Deletes some of the oldest events.
     *
     * @param keepDays those that are older go
     * @param keepCount those this far behind the last go
     * @return whether there may be more of them
     */
    public Future<Boolean> prune(int keepDays, long keepCount) {
        return database.query(EventSql.PRUNE, Tuple.of(keepDays, keepCount, BATCH_MAX))
                .compose(pruned -> database.query(EventSql.PRUNE_KEYS, Tuple.of(keepDays, BATCH_MAX))
                        .map(keys -> pruned.rowCount() > 0 || keys.rowCount() == BATCH_MAX));
    }
}
