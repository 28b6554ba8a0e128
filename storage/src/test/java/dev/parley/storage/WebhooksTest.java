package dev.parley.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.feed.Feed;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WebhooksTest {
    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private final Webhooks webhooks = new Webhooks(DB.database());

    @BeforeEach
    void empty() throws Exception {
        Await.await(DB.database().query("TRUNCATE webhooks, webhook_dead", Tuple.tuple()));
        Await.await(DB.database().query("UPDATE webhook_lease SET until = now() WHERE one", Tuple.tuple()));
    }

    private static Webhook webhook(String id) {
        return new Webhook(
                id,
                "https://h.example/'; DROP TABLE webhooks",
                Set.of(Feed.ROOMS, Feed.CALLS),
                List.of("peer.joined"),
                "secret",
                true,
                0,
                7,
                0,
                0,
                null);
    }

    private Webhook made(String id) throws Exception {
        assertThat(Await.await(webhooks.create(webhook(id), 10))).isTrue();
        return Await.await(webhooks.find(id));
    }

    @Test
    void whatIsCreatedIsFoundAsItWas() throws Exception {
        Webhook found = made("w_a");
        assertThat(found)
                .usingRecursiveComparison()
                .ignoringFields("createdAtMs")
                .isEqualTo(webhook("w_a"));
        assertThat(found.createdAtMs()).isPositive();
        assertThat(Await.await(webhooks.all())).containsExactly(found);
        assertThat(Await.await(webhooks.find("w_b"))).isNull();
    }

    @Test
    void thereAreNoMoreThanAllowed() throws Exception {
        made("w_a");
        assertThat(Await.await(webhooks.create(webhook("w_b"), 1))).isFalse();
        assertThat(Await.await(webhooks.all())).hasSize(1);
    }

    @Test
    void itsPositionOnlyGrowsAndFailuresBehindItAreForgotten() throws Exception {
        made("w_a");
        Await.await(webhooks.failed("w_a", 8, 3, 60_000, "answered 500"));
        Webhook failed = Await.await(webhooks.find("w_a"));
        assertThat(failed.attempts()).isEqualTo(3);
        assertThat(failed.waitMs()).isBetween(50_000L, 60_000L);
        assertThat(failed.lastError()).isEqualTo("answered 500");

        Await.await(webhooks.advance("w_a", 9));
        Await.await(webhooks.advance("w_a", 8));
        Await.await(webhooks.failed("w_a", 9, 5, 60_000, "too late"));
        Webhook advanced = Await.await(webhooks.find("w_a"));
        assertThat(advanced.position()).isEqualTo(9);
        assertThat(advanced.attempts()).isZero();
        assertThat(advanced.lastError()).isNull();
    }

    @Test
    void whatWasPutAsideCanBeSentAgain() throws Exception {
        made("w_a");
        Await.await(webhooks.bury("w_a", 8, "{\"id\":\"e8\"}", 10, "x".repeat(999)));
        Await.await(webhooks.bury("w_a", 9, "{\"id\":\"e9\"}", 10, "answered 500"));
        List<DeadEvent> dead = Await.await(webhooks.dead("w_a", 0, 10));
        assertThat(dead).extracting(DeadEvent::position).containsExactly(8L, 9L);
        assertThat(dead.get(0).error()).hasSize(200);
        assertThat(Await.await(webhooks.again("w_a"))).isNull();

        assertThat(Await.await(webhooks.replay("w_a"))).isEqualTo(2);
        assertThat(Await.await(webhooks.again("w_a")).position()).isEqualTo(8);
        Await.await(webhooks.revived("w_a", 8));
        Await.await(webhooks.bury("w_a", 9, "{}", 11, "still"));
        assertThat(Await.await(webhooks.again("w_a"))).isNull();
        assertThat(Await.await(webhooks.dead("w_a", 0, 10)))
                .extracting(DeadEvent::error)
                .containsExactly("still");

        assertThat(Await.await(webhooks.delete("w_a"))).isTrue();
        assertThat(Await.await(webhooks.dead("w_a", 0, 10))).isEmpty();
    }

    @Test
    void oneNodeSendsUntilItsLeaseIsOverOrGivenUp() throws Exception {
        assertThat(Await.await(webhooks.lease("n1", 30))).isTrue();
        assertThat(Await.await(webhooks.lease("n2", 30))).isFalse();
        assertThat(Await.await(webhooks.lease("n1", 30))).isTrue();
        Await.await(webhooks.release("n2"));
        assertThat(Await.await(webhooks.lease("n2", 30))).isFalse();
        Await.await(webhooks.release("n1"));
        Await.await(DB.database().query("SELECT pg_sleep(0.01)", Tuple.tuple()));
        assertThat(Await.await(webhooks.lease("n2", 30))).isTrue();
    }
}
