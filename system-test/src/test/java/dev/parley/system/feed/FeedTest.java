package dev.parley.system.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.protocol.Ids;
import dev.parley.protocol.Json;
import dev.parley.system.fixture.Eventually;
import dev.parley.system.fixture.RawPeer;
import dev.parley.system.fixture.SharedCluster;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The feed over HTTP, from a cluster of three nodes. */
class FeedTest {
    @RegisterExtension
    static final SharedCluster CLUSTER = new SharedCluster();

    private FeedClient feed;

    @BeforeEach
    void open() {
        feed = new FeedClient(CLUSTER.get().serviceToken("feed", "events.>"));
    }

    private static List<JsonNode> of(String key, JsonNode page) {
        return StreamSupport.stream(page.path("events").spliterator(), false)
                .filter(event -> event.path("key").asText().equals(key))
                .toList();
    }

    private long latest() {
        return feed.page(CLUSTER.url(0), "after=latest").path("next").asLong();
    }

    private static List<String> types(List<JsonNode> events) {
        return events.stream().map(event -> event.path("type").asText()).toList();
    }

    private List<JsonNode> awaited(String key, long from, int count) {
        Eventually.holds(
                () -> of(key, feed.page(CLUSTER.url(0), "limit=500&after=" + from))
                                .size()
                        >= count,
                () -> "events " + feed.page(CLUSTER.url(0), "limit=500&after=" + from));
        return of(key, feed.page(CLUSTER.url(0), "limit=500&after=" + from));
    }

    @Test
    void theLifeOfARoomIsToldInItsOrder() {
        String room = "feed-" + Ids.random(6);
        long from = latest();
        RawPeer ann = RawPeer.open(CLUSTER.crowd(), CLUSTER.url(0));
        RawPeer bob = RawPeer.open(CLUSTER.crowd(), CLUSTER.url(1));
        ann.join(room);
        bob.join(room);
        ann.ask("rooms.request.kick", Json.newObject().put("roomId", room).put("peerId", bob.id()));
        ann.ask("rooms.request.leave", Json.newObject().put("roomId", room));

        List<JsonNode> events = awaited(room, from, 8);
        assertThat(types(events))
                .containsExactly(
                        "room.state",
                        "room.created",
                        "peer.joined",
                        "peer.joined",
                        "peer.kicked",
                        "peer.left",
                        "peer.left",
                        "room.closed");
        assertThat(events.stream().map(e -> e.path("n").asInt())).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
        FeedCopy copy = new FeedCopy();
        events.forEach(copy::take);
        assertThat(copy.faults()).isEmpty();
        assertThat(copy.roster(room)).isEmpty();
    }

    @Test
    void whoWaitsIsAnsweredWhenSomethingHappensOnAnyNode() {
        long from = latest();
        List<CompletableFuture<JsonNode>> waiting = List.of(
                CompletableFuture.supplyAsync(() -> feed.page(CLUSTER.url(0), "feed=rooms&wait=9&after=" + from)),
                CompletableFuture.supplyAsync(() -> feed.page(CLUSTER.url(1), "feed=rooms&wait=9&after=" + from)),
                CompletableFuture.supplyAsync(() -> feed.page(CLUSTER.url(2), "feed=rooms&wait=9&after=" + from)));
        RawPeer.open(CLUSTER.crowd(), CLUSTER.url(0)).join("feed-" + Ids.random(6));
        waiting.forEach(page -> assertThat(page.join().path("events")).isNotEmpty());
    }

    @Test
    void aSocketFollowsTheFeedFromAPositionOn() {
        String room = "feed-" + Ids.random(6);
        long from = latest();
        RawPeer ann = RawPeer.open(CLUSTER.crowd(), CLUSTER.url(0));
        ann.join(room);
        awaited(room, from, 3);
        RawPeer service = RawPeer.open(
                CLUSTER.crowd(),
                CLUSTER.url(1),
                Json.newObject().put("token", CLUSTER.get().serviceToken("feed", "events.rooms")));
        service.send("{\"type\":\"register\",\"address\":\"events.rooms\",\"headers\":{\"after\":\"" + from + "\"}}");
        ann.ask("rooms.request.leave", Json.newObject().put("roomId", room));

        Eventually.holds(() -> followed(service, room).size() == 5, () -> "followed " + service.frames());
        assertThat(types(followed(service, room)))
                .containsExactly("room.state", "room.created", "peer.joined", "peer.left", "room.closed");
    }

    private static List<JsonNode> followed(RawPeer service, String room) {
        return service.frames().stream()
                .filter(frame -> frame.path("address").asText().equals("events.rooms"))
                .map(frame -> frame.path("body"))
                .filter(event -> event.path("key").asText().equals(room))
                .toList();
    }

    @Test
    void nobodyButAServiceFollowsTheFeed() {
        RawPeer guest = RawPeer.open(CLUSTER.crowd(), CLUSTER.url(0));
        guest.send("{\"type\":\"register\",\"address\":\"events.rooms\"}");
        guest.await(frame -> frame.path("message").asText().equals("access_denied"), "refusal");
        assertThat(guest.refusal("events.request.read", Json.newObject())).isEqualTo("access_denied");
    }

    @Test
    void whatATokenIsNotForIsRefused() throws IOException {
        FeedClient rooms = new FeedClient(CLUSTER.get().serviceToken("feed", "events.rooms"));
        assertThat(rooms.get(CLUSTER.url(0), "feed=calls").statusCode()).isEqualTo(403);
        assertThat(new FeedClient(CLUSTER.get().serviceToken("feed", "rooms.request.*"))
                        .get(CLUSTER.url(0), "")
                        .statusCode())
                .isEqualTo(403);
        Set<String> seen =
                new java.util.TreeSet<>(rooms.page(CLUSTER.url(0), "limit=500").findValuesAsText("feed"));
        seen.remove("rooms");
        assertThat(seen).isEmpty();
    }

    @Test
    void aCursorOutsideOfTheFeedIsRefusedWithASentence() throws IOException {
        for (String query :
                List.of("after=-1", "after=" + (latest() + 1_000_000), "after=x", "wait=31", "limit=0", "feed=x")) {
            assertThat(feed.get(CLUSTER.url(0), query).statusCode()).as(query).isEqualTo(400);
            assertThat(feed.get(CLUSTER.url(0), query).body()).contains("\"detail\"");
        }
    }
}
