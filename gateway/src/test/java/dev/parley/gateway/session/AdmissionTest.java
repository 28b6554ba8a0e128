package dev.parley.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.protocol.CloseReason;
import dev.parley.protocol.lane.Op;
import dev.parley.protocol.lane.ToOwner.Request;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What happens when many clients open their sessions at once. */
class AdmissionTest {
    private static final String OPEN = "{\"protocol\":1}";

    private final Configs configs = new Configs();

    AdmissionTest() {
        configs.rate = false;
    }

    private static List<Client> connected(LaneWorld world, int count) {
        return IntStream.range(0, count).mapToObj(i -> world.connect()).toList();
    }

    /** @return the reply address of the opening */
    private static String opens(Client client) {
        return client.ask("session.open", OPEN);
    }

    private static long open(List<Client> clients) {
        return clients.stream().filter(AdmissionTest::isOpen).count();
    }

    private static boolean isOpen(Client client) {
        return client.frames().stream().anyMatch(f -> f.at("/body/sessionId").isTextual());
    }

    @Test
    void aFewAreOpenedAtOnce() {
        LaneWorld world = new LaneWorld(configs);
        List<Client> clients = connected(world, Admission.TURN);
        clients.forEach(AdmissionTest::opens);
        assertThat(open(clients)).isEqualTo(Admission.TURN);
    }

    @Test
    void moreAreOpenedTurnByTurnSoThatTheLoopHasTimeForOthers() {
        LaneWorld world = new LaneWorld(configs);
        List<Client> clients = connected(world, 100);
        clients.forEach(AdmissionTest::opens);
        long before = open(clients);
        assertThat(before).isEqualTo(Admission.TURN);
        for (int turn = 0; before < 100; turn++) {
            assertThat(turn).isLessThan(10);
            world.pass(Admission.TURN_MS);
            long now = open(clients);
            assertThat(now - before).isBetween(1L, (long) Admission.TURN);
            before = now;
        }
    }

    @Test
    void beyondTheQueueClientsAreToldWhenToComeBackEachAtAnotherTime() {
        configs.openingsWaiting = 10;
        LaneWorld world = new LaneWorld(configs);
        List<Client> clients = connected(world, 4_000);
        List<String> replies = clients.stream().map(AdmissionTest::opens).toList();
        Set<Long> waits = new HashSet<>();
        for (int i = Admission.TURN + 10; i < 4_000; i++) {
            JsonNode refused = clients.get(i).answer(replies.get(i));
            assertThat(refused.path("message").asText()).isEqualTo("unavailable");
            waits.add(refused.path("retryAfterMs").asLong());
        }
        assertThat(waits).hasSizeGreaterThan(1_000).allSatisfy(ms -> assertThat(ms)
                .isBetween(250L, 2_000L));
        assertThat(clients).allSatisfy(c -> assertThat(c.socket.closeCode()).isZero());
    }

    @Test
    void everybodyGetsInWhoComesBackWhenTold() {
        configs.openingsWaiting = 50;
        LaneWorld world = new LaneWorld(configs);
        List<Client> outside = new ArrayList<>(connected(world, 5_000));
        List<Long> due = new ArrayList<>();
        outside.forEach(c -> due.add(world.now));
        List<String> asked = new ArrayList<>();
        outside.forEach(c -> asked.add(null));
        long began = world.now;
        while (!outside.isEmpty()) {
            assertThat(world.now - began)
                    .as("ms, with %d still outside", outside.size())
                    .isLessThan(20_000);
            world.pass(5);
            for (int i = outside.size() - 1; i >= 0; i--) {
                step(world, outside, due, asked, i);
            }
        }
    }

    private static void step(LaneWorld world, List<Client> outside, List<Long> due, List<String> asked, int i) {
        Client client = outside.get(i);
        assertThat(client.socket.closeCode()).isZero();
        JsonNode answer = asked.get(i) == null ? null : client.answer(asked.get(i));
        if (answer != null && answer.path("type").asText().equals("rec")) {
            outside.remove(i);
            due.remove(i);
            asked.remove(i);
        } else if (answer != null) {
            due.set(i, world.now + answer.path("retryAfterMs").asLong());
            asked.set(i, null);
            client.socket.sent.clear();
        } else if (asked.get(i) == null && world.now >= due.get(i)) {
            asked.set(i, opens(client));
        }
    }

    @Test
    void resumesUnderWayAreBoundedWhileOwnersAreSlow() {
        configs.openingsAtOnce = 3;
        LaneWorld world = new LaneWorld(configs);
        List<Client> members =
                IntStream.range(0, 10).mapToObj(i -> world.guest()).toList();
        world.pass(100);
        List<Client> again =
                members.stream().map(former -> resumes(world, former)).toList();
        world.pass(100);
        assertThat(world.requests(Op.RESUME)).hasSize(3);
        answer(world, world.requests(Op.RESUME).get(0));
        world.pass(100);
        assertThat(world.requests(Op.RESUME)).hasSize(4);
        assertThat(open(again)).isEqualTo(1);
    }

    private static Client resumes(LaneWorld world, Client former) {
        former.disconnect();
        Client client = world.connect();
        client.ask(
                "session.open",
                "{\"protocol\":1,\"resume\":{\"resumeToken\":\"" + former.resumeToken
                        + "\",\"rooms\":[{\"roomId\":\"a\",\"epoch\":\"" + LaneWorld.EPOCH + "\",\"seq\":0}]}}");
        return client;
    }

    private static void answer(LaneWorld world, Request resume) {
        world.answer(resume, "{\"roomId\":\"a\",\"resumed\":true}", LaneWorld.EPOCH, 0);
    }

    @Test
    void whoeverHasWaitedTooLongIsToldToComeBack() {
        configs.openingsAtOnce = 1;
        LaneWorld world = new LaneWorld(configs);
        Client former = world.guest();
        Client other = world.guest();
        world.pass(100);
        resumes(world, former);
        Client waiting = resumes(world, other);
        world.pass(Admission.PATIENCE_MS - 10);
        assertThat(waiting.frames()).isEmpty();
        world.pass(20);
        assertThat(waiting.lastCode()).isEqualTo("unavailable");
        assertThat(waiting.last().path("retryAfterMs").asLong()).isBetween(250L, Admission.AWAY_MAX_MS);
    }

    @Test
    void theTimesFollowThePaceAtWhichOpeningsEnd() {
        assertThat(lastOfHundred(1)).isBetween(250L, 750L);
        assertThat(lastOfHundred(50)).isBetween(4_000L, 7_000L);
    }

    /** @return when the last of 100 clients is to come back while each opening takes {@code ms} */
    private static long lastOfHundred(long ms) {
        AtomicLong now = new AtomicLong(1_000_000);
        Queue<Runnable> turns = new ArrayDeque<>();
        Admission admission = new Admission(1, 1, now::get, (after, work) -> turns.add(work), new SplittableRandom(1));
        Queue<Promise<Void>> underWay = new ArrayDeque<>();
        for (int i = 0; i < 200; i++) {
            admission.admit(() -> {
                underWay.add(Promise.promise());
                return underWay.peek().future();
            });
            if (i > 0) {
                now.addAndGet(ms);
                underWay.remove().complete();
                turns.remove().run();
            }
        }
        return IntStream.range(0, 100)
                .mapToLong(i -> admission.comeBackMs())
                .max()
                .orElseThrow();
    }

    @Test
    void aSocketThatWasToldToComeBackIsNotTakenForALateOne() {
        configs.openingsWaiting = 0;
        LaneWorld world = new LaneWorld(configs);
        List<Client> clients = connected(world, Admission.TURN + 1);
        clients.forEach(AdmissionTest::opens);
        Client refused = clients.get(Admission.TURN);
        long wait = refused.last().path("retryAfterMs").asLong();
        world.seconds(5);
        assertThat(refused.socket.closeCode()).isZero();
        world.seconds((int) (wait / 1_000) + 1);
        assertThat(refused.socket.closeCode()).isEqualTo(CloseReason.HEARTBEAT.code());
    }

    @Test
    void socketsThatCloseWhileTheyWaitCostNothing() {
        LaneWorld world = new LaneWorld(configs);
        List<Client> clients = connected(world, 200);
        clients.forEach(AdmissionTest::opens);
        clients.forEach(Client::disconnect);
        world.pass(200);
        assertThat(world.lane.sockets()).isZero();
        assertThat(world.lane.peers()).isZero();
        assertThat(open(clients)).isEqualTo(Admission.TURN);
    }
}
