package dev.parley.system.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.Ids;
import dev.parley.protocol.Json;
import dev.parley.system.fixture.Eventually;
import dev.parley.system.fixture.LocalCluster;
import dev.parley.system.fixture.RawPeer;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A node that only has sockets tells what happens, too: it asks one that keeps it. */
class FeedOfAnotherNodeTest {
    @RegisterExtension
    static final LocalCluster CLUSTER = LocalCluster.of(1);

    private static String url;

    private final FeedClient feed = new FeedClient(CLUSTER.serviceToken("feed", "events.>", "webhooks"));
    private final String room = "feed-" + Ids.random(6);

    @BeforeAll
    static void startNodeWithoutStorage() {
        url = CLUSTER.with("PARLEY_ROLES", "gateway").startNode().url();
    }

    private void join() {
        RawPeer peer = RawPeer.open(CLUSTER.crowd(), url);
        ObjectNode where = Json.newObject().put("roomId", room);
        AtomicReference<JsonNode> last = new AtomicReference<>();
        Eventually.holds(
                () -> {
                    last.set(peer.answer("rooms.request.join", where));
                    return !last.get().path("type").asText().equals("err");
                },
                () -> "the room cannot be joined: " + last.get());
    }

    @Test
    void pagesAreReadThere() {
        long from = feed.page(url, "after=latest").path("next").asLong();
        join();
        Eventually.holds(() -> tells(feed.page(url, "limit=500&after=" + from)), () -> "nothing behind " + from);
    }

    @Test
    void socketsAreToldLive() {
        String token = CLUSTER.serviceToken("crm", "events.rooms");
        RawPeer service = RawPeer.open(CLUSTER.crowd(), url, Json.newObject().put("token", token));
        service.send("{\"type\":\"register\",\"address\":\"events.rooms\",\"headers\":{\"after\":\"latest\"}}");
        join();
        service.await(
                frame -> frame.path("address").asText().equals("events.rooms")
                        && frame.at("/body/key").asText().equals(room),
                "event of the room");
    }

    @Test
    void webhooksAreAskedForThere() {
        ObjectNode wanted = Json.newObject().put("url", "https://127.0.0.1/");
        wanted.putArray("feeds").add("rooms");
        JsonNode refused = feed.post(400, url + "/api/v1/webhooks", wanted);
        assertThat(refused.path("code").asText()).isEqualTo("invalid_argument");
    }

    private boolean tells(JsonNode page) {
        return page.path("events").findValuesAsText("key").contains(room);
    }
}
