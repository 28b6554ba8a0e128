package dev.parley.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.internal.partition.MigrationEndpoint;
import com.hazelcast.internal.partition.PartitionMigrationEvent;
import dev.parley.cluster.AsyncStore;
import dev.parley.cluster.Fences;
import dev.parley.cluster.LanePost;
import dev.parley.cluster.LaneRouter;
import dev.parley.protocol.Code;
import dev.parley.protocol.Epoch;
import dev.parley.protocol.IceServers;
import dev.parley.protocol.Slice;
import dev.parley.protocol.lane.Actor;
import dev.parley.protocol.lane.LaneCodec;
import dev.parley.protocol.lane.LaneMessage;
import dev.parley.protocol.lane.Op;
import dev.parley.protocol.lane.ToGateway.Ack;
import dev.parley.protocol.lane.ToGateway.Answer;
import dev.parley.protocol.lane.ToGateway.Busy;
import dev.parley.protocol.lane.ToGateway.Deliver;
import dev.parley.protocol.lane.ToGateway.Moved;
import dev.parley.protocol.lane.ToOwner.Asked;
import dev.parley.protocol.lane.ToOwner.Attach;
import dev.parley.protocol.lane.ToOwner.Request;
import dev.parley.protocol.lane.ToOwner.Signal;
import dev.parley.storage.Database;
import dev.parley.storage.DatabaseSettings;
import dev.parley.storage.PasswordHashes;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two lanes of rooms on a real event bus, asked by a real router from a gateway lane that is this test. */
class RoomsVerticleTest {
    private static final String GATEWAY = "gateway.n1.0";

    private final OneNodeTable table = new OneNodeTable(4, 2);
    private final Fences fences = new Fences(4);
    private final AtomicLong term = new AtomicLong(1);
    private final BlockingQueue<LaneMessage> delivered = new LinkedBlockingQueue<>();
    private final InMemoryStore rules = new InMemoryStore();
    private final InMemoryStore members = new InMemoryStore();
    private Vertx vertx;
    private Context gateway;
    private LaneRouter router;
    private RoomsVerticle[] lanes;

    @BeforeEach
    void deploy() {
        vertx = Vertx.vertx();
        LaneCodec.register(vertx.eventBus());
        RoomsVerticle.Cluster cluster = new RoomsVerticle.Cluster(
                table,
                fences,
                p -> Future.succeededFuture(Epoch.after(term.getAndIncrement())),
                rules,
                members,
                System::currentTimeMillis);
        RoomsConfig config = new RoomsConfig(
                true, 8, 16, 600_000, 256, 512 * 1024, 30_000, 50, 30_000, 15_000, IceServers.ofStun(List.of()));
        Database nowhere = Database.open(
                vertx, DatabaseSettings.of("127.0.0.1", 1, "none", "none", "", DatabaseSettings.Tls.DISABLE));
        PasswordHashes passwords = new PasswordHashes(vertx, 2, 32);
        lanes = new RoomsVerticle[] {
            new RoomsVerticle(0, cluster, nowhere, config, passwords, new SimpleMeterRegistry()),
            new RoomsVerticle(1, cluster, nowhere, config, passwords, new SimpleMeterRegistry())
        };
        for (RoomsVerticle lane : lanes) {
            vertx.deployVerticle(lane).await();
        }
        gateway = vertx.getOrCreateContext();
        LanePost post = new LanePost(vertx, gateway);
        router = new LaneRouter(
                post,
                table,
                GATEWAY,
                () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()),
                System::currentTimeMillis);
        onGateway(() -> {
            vertx.setPeriodic(50, t -> router.tick());
            post.receive(GATEWAY, this::receive);
        });
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void aSignalGoesFromOneMemberToAnotherAndIsAcknowledged() throws Exception {
        Answer ada = join("ada");
        Answer bob = join("bob");
        assertThat(bob.epoch()).isEqualTo(ada.epoch()).isNotEmpty();
        attach("bob", bob);
        assertThat(signal("ada", "bob", 1).get(5, TimeUnit.SECONDS).succeeded()).isTrue();
        Deliver frame = (Deliver) delivered.poll(5, TimeUnit.SECONDS);
        assertThat(frame).isNotNull();
        assertThat(frame.peerId()).isEqualTo("bob");
        assertThat(frame.frame().text(frame.seq())).contains("\"data\":{\"type\":\"offer\"}");
    }

    @Test
    void withAPasswordTheEventLoopIsNotBlockedByIt() throws Exception {
        assertThat(ask("ada", Op.CREATE, "{\"password\":\"correct horse\"}").succeeded())
                .isTrue();
        assertThat(ask("bob", Op.JOIN, "{}").code()).isEqualTo(Code.WRONG_PASSWORD);
        assertThat(ask("bob", Op.JOIN, "{\"password\":\"battery staple\"}").code())
                .isEqualTo(Code.WRONG_PASSWORD);
        assertThat(ask("bob", Op.JOIN, "{\"password\":\"correct horse\"}").succeeded())
                .isTrue();
    }

    @Test
    void eachLaneServesItsOwnPartitionsAlone() throws Exception {
        int partition = table.partitionOf("room");
        CompletableFuture<LaneMessage> said = new CompletableFuture<>();
        onGateway(() -> {
            String wrong = "rooms." + OneNodeTable.NODE + "." + (partition + 1) % 2;
            vertx.eventBus().<LaneMessage>consumer("gateway.n1.9", m -> said.complete(m.body()));
            vertx.eventBus().send(wrong, request("ada", Op.JOIN, "{}", "gateway.n1.9"), LaneCodec.OPTIONS);
        });
        assertThat(said.get(5, TimeUnit.SECONDS)).isInstanceOf(Moved.class);
        assertThat(members.entries).isEmpty();
    }

    @Test
    void everyPartitionOfThisNodeIsLoadedWithoutBeingAskedFor() throws Exception {
        for (RoomsVerticle lane : lanes) {
            awaitSettled(lane);
        }
        assertThat(term.get()).isEqualTo(5);
    }

    @Test
    void afterAMigrationThatIsRolledBackTheRoomIsServedInANewEpoch() throws Exception {
        Answer ada = join("ada");
        int partition = table.partitionOf("room");
        var away = new PartitionMigrationEvent(MigrationEndpoint.SOURCE, partition, 0, 1, UUID.randomUUID());
        fences.beforeMigration(away);
        CompletableFuture<Answer> waiting = asked("ada", Op.PEERS, "{}");
        fences.rollbackMigration(away);
        assertThat(waiting.get(5, TimeUnit.SECONDS).body().text()).contains("\"ada\"");
        assertThat(join("ada").epoch()).isNotEqualTo(ada.epoch());
    }

    @Test
    void anUnknownFieldOrABadBodyIsRefusedAndNotFatal() throws Exception {
        assertThat(ask("ada", Op.CREATE, "{\"owner\":1}").code()).isEqualTo(Code.INVALID_ARGUMENT);
        assertThat(ask("ada", Op.LIST, "{\"limit\":-1}").code()).isEqualTo(Code.INVALID_ARGUMENT);
        assertThat(ask("ada", Op.JOIN, "{\"state\":7}").code()).isEqualTo(Code.INVALID_ARGUMENT);
        assertThat(join("ada").succeeded()).isTrue();
    }

    private Answer join(String peer) throws Exception {
        Answer answer = ask(peer, Op.JOIN, "{}");
        assertThat(answer.code()).as(answer.body().text()).isNull();
        return answer;
    }

    private Answer ask(String peer, Op op, String body) throws Exception {
        return asked(peer, op, body).get(10, TimeUnit.SECONDS);
    }

    private CompletableFuture<Answer> asked(String peer, Op op, String body) {
        return route(() -> request(peer, op, body, GATEWAY));
    }

    private CompletableFuture<Answer> signal(String from, String to, long id) {
        return route(() -> new Signal(
                router.nextCorr(),
                GATEWAY,
                router.deadline(),
                "room",
                from,
                to,
                id,
                0,
                "",
                Slice.utf8("{\"type\":\"offer\"}")));
    }

    private CompletableFuture<Answer> route(java.util.function.Supplier<Asked> message) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        onGateway(() -> router.ask(message.get(), answer::complete));
        return answer;
    }

    private Request request(String peer, Op op, String body, String replyLane) {
        Actor actor = new Actor(peer, 1, peer, null, "device-of-" + peer, "127.0.0.1");
        return new Request(router.nextCorr(), replyLane, router.deadline(), op, "room", actor, Slice.utf8(body));
    }

    private void attach(String peer, Answer joined) {
        onGateway(() -> router.tell(new Attach(GATEWAY, "room", peer, 1, joined.epoch(), joined.seq())));
    }

    private void receive(LaneMessage message) {
        if (message instanceof Answer answer) {
            router.answered(answer);
        } else if (message instanceof Ack ack) {
            router.acknowledged(ack.corr());
        } else if (message instanceof Moved moved) {
            router.moved(moved.corr());
        } else if (message instanceof Busy busy) {
            router.busy(busy.corr());
        } else if (message instanceof Deliver deliver) {
            delivered.add(deliver);
            if (!deliver.ackLane().isEmpty()) {
                router.acknowledged(deliver.ackCorr());
            }
        }
    }

    private void onGateway(Runnable work) {
        Promise<Void> done = Promise.promise();
        gateway.runOnContext(v -> {
            work.run();
            done.complete();
        });
        done.future().await();
    }

    private static void awaitSettled(RoomsVerticle lane) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!lane.settled().await()) {
            assertThat(System.nanoTime()).as("loaded in time").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    /** As the cluster's maps, but thread-safe in this process only; all partitions in one. */
    private final class InMemoryStore implements AsyncStore {
        private final Map<String, byte[]> entries = new ConcurrentHashMap<>();

        @Override
        public Future<byte[]> get(String key) {
            return later(entries.get(key));
        }

        @Override
        public Future<Void> put(String key, byte[] value) {
            entries.put(key, value);
            return later(null);
        }

        @Override
        public Future<Void> delete(String key) {
            entries.remove(key);
            return later(null);
        }

        @Override
        public Future<Map<String, byte[]>> partition(int partition) {
            Map<String, byte[]> found = new HashMap<>(entries);
            found.keySet().removeIf(key -> table.partitionOf(key.substring(key.indexOf('@') + 1)) != partition);
            return later(found);
        }

        private <T> Future<T> later(T value) {
            Promise<T> promise = Promise.promise();
            vertx.getOrCreateContext().runOnContext(v -> promise.complete(value));
            return promise.future();
        }
    }
}
