package dev.parley.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.map.IMap;
import dev.parley.protocol.Code;
import dev.parley.protocol.Refusal;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The store on a map that misbehaves. */
class HazelcastStoreTest {
    private Vertx vertx;
    private Context lane;

    @BeforeEach
    void open() {
        vertx = Vertx.vertx();
        lane = vertx.getOrCreateContext();
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void aCallThatHangsEndsUnavailableOnTheLaneThatMadeIt() throws Exception {
        Outcome outcome = outcomeOf(hanging(), store -> store.put("a@room", new byte[1]));
        assertThat(outcome.failure)
                .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.code()).isEqualTo(Code.UNAVAILABLE));
        assertThat(outcome.thread).isSameAs(outcome.laneThread);
    }

    @Test
    void aScanThatHangsEndsUnavailableOnTheLaneThatMadeIt() throws Exception {
        Outcome outcome = outcomeOf(hanging(), store -> store.partition(0));
        assertThat(outcome.failure)
                .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.code()).isEqualTo(Code.UNAVAILABLE));
        assertThat(outcome.thread).isSameAs(outcome.laneThread);
    }

    @Test
    void aMapThatThrowsFailsTheFutureInsteadOfTheCaller() throws Exception {
        Outcome outcome = outcomeOf(throwing(), store -> store.delete("a@room"));
        assertThat(outcome.failure)
                .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.code()).isEqualTo(Code.UNAVAILABLE));
    }

    private Outcome outcomeOf(IMap<String, byte[]> map, Function<AsyncStore, Future<?>> call) throws Exception {
        AsyncStore store = new HazelcastStore(vertx, map, partition -> "sample");
        CompletableFuture<Outcome> seen = new CompletableFuture<>();
        lane.runOnContext(v -> {
            Thread laneThread = Thread.currentThread();
            try {
                call.apply(store)
                        .onComplete(
                                done -> seen.complete(new Outcome(done.cause(), Thread.currentThread(), laneThread)));
            } catch (RuntimeException thrown) {
                seen.completeExceptionally(thrown);
            }
        });
        return seen.get(10, TimeUnit.SECONDS);
    }

    private record Outcome(Throwable failure, Thread thread, Thread laneThread) {}

    private static IMap<String, byte[]> hanging() {
        return map((name, never) -> {
            if (name.endsWith("Async")) {
                return new CompletableFuture<byte[]>();
            }
            never.join();
            return null;
        });
    }

    private static IMap<String, byte[]> throwing() {
        return map((name, never) -> {
            throw new IllegalStateException("not active");
        });
    }

    private interface Answer {
        Object of(String method, CompletableFuture<Void> never);
    }

    @SuppressWarnings("unchecked")
    private static IMap<String, byte[]> map(Answer answer) {
        CompletableFuture<Void> never = new CompletableFuture<Void>().orTimeout(4, TimeUnit.SECONDS);
        return (IMap<String, byte[]>) Proxy.newProxyInstance(
                HazelcastStoreTest.class.getClassLoader(),
                new Class<?>[] {IMap.class},
                (proxy, method, args) -> answer.of(method.getName(), never));
    }
}
