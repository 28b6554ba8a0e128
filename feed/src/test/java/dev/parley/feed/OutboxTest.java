package dev.parley.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.cluster.Journal;
import dev.parley.protocol.Code;
import dev.parley.protocol.Json;
import dev.parley.protocol.Refusal;
import dev.parley.protocol.feed.Feed;
import dev.parley.protocol.feed.FeedEvent;
import dev.parley.protocol.feed.ToldEvent;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private static final int MAX = 1_200;

    private final Vertx vertx = Vertx.vertx();
    private final Context loop = vertx.getOrCreateContext();
    private final MapJournal journal = new MapJournal();
    private final List<String> database = new CopyOnWriteArrayList<>();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final FeedMetrics metrics = new FeedMetrics(registry, MAX);
    private final Recorder recorder = new Recorder(this::append, told -> {}, metrics);
    private final Outbox outbox =
            new Outbox("n1", MAX, journal, (feed, partitions) -> Future.succeededFuture(List.of()), metrics);
    private volatile boolean away;
    private volatile String poison = "";

    /** A journal in memory. */
    private static final class MapJournal implements Journal {
        private final Map<String, byte[]> entries = new ConcurrentSkipListMap<>();

        @Override
        public Future<Void> put(String key, byte[] value) {
            entries.put(key, value);
            return Future.succeededFuture();
        }

        @Override
        public Future<Void> delete(String key) {
            entries.remove(key);
            return Future.succeededFuture();
        }

        @Override
        public Future<Map<String, byte[]>> local() {
            return Future.succeededFuture(new TreeMap<>(entries));
        }
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    private Future<List<ToldEvent>> append(List<FeedEvent> batch) {
        if (away) {
            return Future.failedFuture(new Refusal(Code.UNAVAILABLE, "Away."));
        }
        if (batch.stream().anyMatch(e -> e.id().equals(poison))) {
            return Future.failedFuture(new IllegalStateException("cannot be stored"));
        }
        List<ToldEvent> told = new ArrayList<>();
        batch.stream().filter(e -> !database.contains(e.id())).forEach(e -> {
            database.add(e.id());
            told.add(new ToldEvent(database.size(), false, e));
        });
        return Future.succeededFuture(told);
    }

    private static FeedEvent event(int n) {
        return new FeedEvent(Integer.toString(n), Feed.ROOMS, "room", "1.a", n, "x.y", 0, "n1", Json.newObject());
    }

    private static List<String> ids(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(Integer::toString).toList();
    }

    private void begin() {
        loop.runOnContext(v -> outbox.begin(loop, recorder));
    }

    private static void eventually(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            LockSupport.parkNanos(1_000_000);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    @Test
    void eventsComeToTheDatabaseInTheirOrderAndAreForgotten() {
        begin();
        IntStream.rangeClosed(1, 1_100)
                .forEach(n -> assertThat(outbox.offer(event(n))).isTrue());
        eventually(() -> database.size() == 1_100);
        assertThat(database).isEqualTo(ids(1_100));
        eventually(journal.entries::isEmpty);
        assertThat(outbox.emptied().await()).isNull();
    }

    @Test
    void whileTheDatabaseIsAwayEventsWaitInTheClusterAndNoMoreThanThereIsRoomFor() {
        away = true;
        begin();
        IntStream.rangeClosed(1, MAX)
                .forEach(n -> assertThat(outbox.offer(event(n))).isTrue());
        assertThat(outbox.offer(event(MAX + 1))).isFalse();
        assertThat(registry.get("parley.events")
                        .tag("result", "dropped")
                        .counter()
                        .count())
                .isEqualTo(1);
        eventually(() -> !journal.entries.isEmpty());

        away = false;
        eventually(() -> database.size() == MAX);
        assertThat(database).isEqualTo(ids(MAX));
        eventually(() -> outbox.offer(event(MAX + 2)));
    }

    @Test
    void anEventThatCannotBeStoredHoldsUpNoOther() {
        poison = "3";
        IntStream.rangeClosed(1, 9).forEach(n -> outbox.offer(event(n)));
        begin();
        eventually(() -> database.size() == 8);
        assertThat(database).doesNotContain("3").startsWith("1", "2", "4").endsWith("9");
    }

    @Test
    void whatANodeLeftIsWrittenByAnotherOnceItIsSurelyGone() {
        journal.put("2@dead", Json.bytes(List.of(event(3))));
        journal.put("1@dead", Json.bytes(List.of(event(1), event(2))));
        journal.put("1@alive", Json.bytes(List.of(event(9))));
        journal.put("3@dead", new byte[] {1});
        Adoption adoption = new Adoption(journal, recorder, () -> Set.of("me", "alive"));
        loop.runOnContext(v -> adoption.look());
        eventually(() -> database.isEmpty());
        loop.runOnContext(v -> adoption.look());

        eventually(() -> journal.entries.keySet().equals(Set.of("1@alive")));
        assertThat(database).isEqualTo(ids(3));
    }
}
