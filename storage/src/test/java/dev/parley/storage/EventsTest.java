package dev.parley.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.Epoch;
import dev.parley.protocol.Json;
import dev.parley.protocol.feed.Feed;
import dev.parley.protocol.feed.FeedEvent;
import dev.parley.protocol.feed.ToldEvent;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EventsTest {
    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private static final Set<Feed> ROOMS = Set.of(Feed.ROOMS);
    private static final String OLD = new Epoch(7, "aaaaaaaa").forRoom();
    private static final String NEW = new Epoch(8, "aaaaaaaa").forRoom();

    private final Events events = new Events(DB.database());

    @BeforeEach
    void empty() throws Exception {
        Await.await(DB.database().query("TRUNCATE events, event_keys", Tuple.tuple()));
    }

    private static FeedEvent event(String key, String epoch, long n, String type) {
        ObjectNode data = Json.newObject().put("name", "Zo\u00eb \"x\"");
        return new FeedEvent(epoch + "-" + key + n, Feed.ROOMS, key, epoch, n, type, 1_000 + n, "n1", data);
    }

    private List<ToldEvent> append(FeedEvent... batch) throws Exception {
        return Await.await(events.append(List.of(batch), key -> key.length()));
    }

    private List<ToldEvent> after(long position) throws Exception {
        return Await.await(events.page(position, ROOMS, 500)).events();
    }

    @Test
    void whatIsAppendedIsReadInItsOrder() throws Exception {
        FeedEvent first = event("tea", OLD, 1, "room.state");
        FeedEvent second = event("tea", OLD, 2, "peer.joined");
        List<ToldEvent> told = append(first, second);

        assertThat(told).extracting(ToldEvent::event).containsExactly(first, second);
        assertThat(after(0)).isEqualTo(told);
        assertThat(after(told.get(0).position())).containsExactly(told.get(1));
        assertThat(Await.await(events.page(0, Set.of(Feed.CALLS, Feed.PEOPLE), 10))
                        .events())
                .isEmpty();
        assertThat(Await.await(events.head())).isEqualTo(told.get(1).position());
    }

    @Test
    void whatComesAgainIsThereOnce() throws Exception {
        FeedEvent first = event("tea", OLD, 1, "room.state");
        append(first);
        assertThat(append(first, event("tea", OLD, 2, "peer.joined"))).hasSize(1);
        assertThat(after(0)).extracting(t -> t.event().n()).containsExactly(1L, 2L);
    }

    @Test
    void whatComesAfterALaterEpochHasBegunIsLate() throws Exception {
        append(event("tea", NEW, 1, "room.state"));
        assertThat(append(event("tea", OLD, 9, "room.closed"), event("cake", OLD, 1, "room.state")))
                .extracting(ToldEvent::late)
                .containsExactly(true, false);
        assertThat(append(event("pie", NEW, 1, "room.state"), event("pie", OLD, 3, "peer.left")))
                .extracting(ToldEvent::late)
                .containsExactly(false, true);
        assertThat(Await.await(events.open(Feed.ROOMS, List.of(3), ""))).containsExactly("pie", "tea");
    }

    @Test
    void whatIsOverIsNotOpen() throws Exception {
        append(event("tea", OLD, 1, "room.state"), event("cake", OLD, 1, "room.state"));
        append(event("tea", OLD, 2, "room.closed"));
        assertThat(Await.await(events.open(Feed.ROOMS, List.of(3, 4), ""))).containsExactly("cake");
        assertThat(Await.await(events.open(Feed.ROOMS, List.of(3), ""))).isEmpty();
        append(event("tea", NEW, 1, "room.state"));
        assertThat(Await.await(events.open(Feed.ROOMS, List.of(3), ""))).containsExactly("tea");
    }

    @Test
    void aReaderThatFollowsManyWritersMissesNothing() throws Exception {
        List<Future<List<ToldEvent>>> writers = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            writers.add(events.append(
                    List.of(event("r" + i, OLD, 1, "room.state"), event("r" + i, OLD, 2, "peer.joined")), k -> 1));
        }
        Set<String> seen = new java.util.HashSet<>();
        long position = 0;
        Future<?> all = Future.all(writers);
        boolean last;
        do {
            last = all.isComplete();
            for (ToldEvent told : after(position)) {
                assertThat(told.position()).isGreaterThan(position);
                position = told.position();
                seen.add(told.event().id());
            }
        } while (!last);
        assertThat(seen).hasSize(120);
    }

    @Test
    void oldEventsAreDeletedAndTheFloorSaysUpToWhere() throws Exception {
        List<ToldEvent> told = append(
                event("tea", OLD, 1, "room.state"), event("tea", OLD, 2, "peer.joined"), event("tea", OLD, 3, "x.y"));
        Await.await(DB.database()
                .query(
                        "UPDATE events SET written_at = now() - interval '8 days' WHERE position <= $1",
                        Tuple.of(told.get(0).position())));
        while (Await.await(events.prune(7, 1_000))) {}
        Events.Page page = Await.await(events.page(0, ROOMS, 10));
        assertThat(page.events()).isEqualTo(told.subList(1, 3));
        assertThat(page.floor()).isEqualTo(told.get(0).position());

        while (Await.await(events.prune(7, 0))) {}
        page = Await.await(events.page(0, ROOMS, 10));
        assertThat(page.events()).isEmpty();
        assertThat(page.floor()).isEqualTo(told.get(2).position());
        assertThat(page.head()).isEqualTo(told.get(2).position());
    }

    @Test
    void aBatchIsWrittenWholeOrNotAtAll() throws Exception {
        FeedEvent bad = new FeedEvent(
                "bad",
                Feed.ROOMS,
                "tea",
                OLD,
                2,
                "x.y",
                1,
                "n1",
                Json.newObject().put("name", "a\u0000b"));
        assertThat(Await.failure(events.append(List.of(event("tea", OLD, 1, "room.state"), bad), k -> 1)))
                .isNotNull();
        assertThat(after(0)).isEmpty();
    }
}
